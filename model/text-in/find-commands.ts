// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';
import { splitCommandLine } from '../grammar/split.ts';
import { cleanLine } from './clean.ts';
import { cutSimple, type Simple } from './cut.ts';
import { LITERAL, mend } from './mend.ts';
import { afterContinuation, afterPrompt } from './prompt.ts';
import type { Certainty, FoundCommand } from './source.ts';

/** `sudo -E`, `time`, `LANG=C` and the like, then the program, by name or path. */
const PROGRAM =
  /^\s*(?:(?:sudo|doas|time|nohup|env)(?:\s+-u\s+\S+|\s+-\w+)*\s+|[A-Za-z_]\w*=\S*\s+)*(?:[\w./-]*\/)?(docker|podman|nerdctl|lanyard)(?:\.exe)?\s+/;
const NAMED = /(?:docker|podman|nerdctl|lanyard)(?:\.exe)?\s/;

/** Chinese characters and full-width punctuation: where a sentence goes on after a command. */
const PROSE = /[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff0c\uff1a-\uff1c\uff1e-\uff20\u3001\u3002”’…]/;
/** A command named in a sentence begins after one of those, or after a colon. */
const IN_PROSE =
  /(?:[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff20\u3001\u3002“‘]|:)\s*((?:sudo\s+)?(?:docker|podman|nerdctl|lanyard)\s+.*)$/;
const CODE_SPAN = /`([^`\n]+)`/g;
const FENCE = /^\s*(?:```|~~~)/;

/** The most lines that one command is followed over. */
const LONGEST = 200;

/** A shell line, all its continuations with it. */
interface ShellLine {
  /** 1-based. */
  line: number;
  last: number;
  text: string;
  certainty: Certainty;
}

/** Every docker command in a text's lines, in order. `skipped`: lines, from 1, that are something else (Compose files). */
export function findCommands(lines: readonly string[], skipped: ReadonlySet<number>): FoundCommand[] {
  const found: FoundCommand[] = [];
  let fenced = false;
  for (let at = 0; at < lines.length; at++) {
    const text = cleanLine(lines[at] ?? '');
    if (FENCE.test(text)) fenced = !fenced;
    else if (!skipped.has(at + 1) && NAMED.test(text)) {
      const starts = startsIn(text, fenced);
      for (const start of starts) {
        const alone = starts.length === 1 && (start.certainty !== 'prose' || /\\[ \t]*$/.test(start.text));
        const shell = alone ? joined(lines, at, start) : { ...start, line: at + 1, last: at + 1 };
        found.push(...commandsOf(shell));
        at = shell.last - 1;
      }
    }
  }
  return found;
}

type Start = Pick<ShellLine, 'text' | 'certainty'>;

/** Where commands begin in one line: the line itself, its code spans, or the end of a sentence. */
function startsIn(line: string, fenced: boolean): Start[] {
  const { rest, prompted } = afterPrompt(line);
  const sure = prompted || fenced;
  if (PROGRAM.test(rest) || (sure && hasLaterCommand(rest)))
    return [{ text: rest, certainty: sure ? 'prompt' : 'line' }];
  const spans = [...line.matchAll(CODE_SPAN)].map(([, span]) => afterPrompt(span ?? '').rest);
  const named = spans.filter((span) => PROGRAM.test(span));
  if (named.length > 0 || fenced) return named.map((text) => ({ text, certainty: 'prose' }));
  const tail = IN_PROSE.exec(line)?.[1];
  return tail === undefined ? [] : [{ text: tail, certainty: 'prose' }];
}

const hasLaterCommand = (text: string): boolean =>
  cutSimple(text).some((simple) => PROGRAM.test(simple.text));

/** Follows a command over its continued lines, and over a quote that is open at a line's end and closed on a later line. */
function joined(lines: readonly string[], at: number, start: Start): ShellLine {
  let { text } = start;
  let last = at;
  for (let next = at + 1; next < lines.length && next - at < LONGEST; next++) {
    const line = cleanLine(lines[next] ?? '', openQuote(text) === "'");
    if (isApart(line) || !goesOn(text)) break;
    text += `\n${afterContinuation(line)}`;
    last = next;
  }
  // A quote that is never closed is the one line's own slip.
  const slipped = last > at && !/\\[ \t]*$/.test(start.text) && splitCommandLine(text) === undefined;
  return slipped
    ? { ...start, line: at + 1, last: at + 1 }
    : { ...start, line: at + 1, last: last + 1, text };
}

/** The quote that is open at a text's end. */
const openQuote = (text: string): string | undefined => /['"]/.exec(text.replace(LITERAL, ''))?.[0];

/** A fence, or a command of its own, is no continuation. */
const isApart = (line: string): boolean => FENCE.test(line) || PROGRAM.test(afterPrompt(line).rest);

const goesOn = (text: string): boolean =>
  /(?:^|[^\\])(?:\\\\)*\\[ \t]*$/.test(text) || splitCommandLine(text) === undefined;

function commandsOf(shell: ShellLine): FoundCommand[] {
  const { text, findings } = mend(ended(shell));
  return cutSimple(text).flatMap((simple, index) => {
    const program = PROGRAM.exec(simple.text);
    if (program === null) return [];
    const line = shell.line + simple.below;
    const argv = splitCommandLine(simple.text.slice(program[0].length));
    return [
      {
        source: { line, last: Math.max(line, shell.last), text: simple.text.trim() },
        certainty: shell.certainty,
        program: program[1] ?? '',
        argv,
        findings: [
          ...(index === 0 ? findings : []),
          ...strange(simple),
          ...(argv === undefined ? [finding('text-quote-open', {})] : []),
        ],
      },
    ];
  });
}

/** Outside of quotes, and unless a prompt says that all of it is the command's, the text up to where a sentence goes on. */
function ended({ text, certainty }: ShellLine): string {
  const whole = text.replace(/[。；，、：！？]+\s*$/, '').replace(/\s*（[^（）]*）\s*$/, '');
  if (certainty === 'prompt') return whole;
  const hide = (part: string) => '_'.repeat(part.length);
  const blanked = whole.replace(LITERAL, hide).replace(/“[^“”\n]*”/g, hide);
  const end = blanked.search(PROSE);
  return end < 0 ? whole : whole.slice(0, end);
}

/** What a shell would have done, and nobody does here. */
const strange = ({ redirected, variable }: Simple): Finding[] => [
  ...redirected.map((text) => finding('text-redirected', { text })),
  ...(variable === undefined ? [] : [finding('text-variable', { variable })]),
];
