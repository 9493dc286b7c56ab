// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../fault.ts';
import type { Finding } from '../finding.ts';
import type { CommandName, Invocation } from '../grammar/commands.ts';
import type { Act } from './draft.ts';
import { namesCommand, readCommand } from './read-command.ts';
import type { FoundCommand, Source } from './source.ts';

/** A draft before it has an id. */
export interface Wanted {
  kind: 'network' | 'container';
  source: Source;
  words: readonly string[];
  findings: Finding[];
  invocation: Invocation | undefined;
}

export type Understood = Wanted | { kind: 'act'; source: Source; act: Act };

/** Undefined: a sentence that only names a command. */
export function understand(found: FoundCommand): Understood | undefined {
  const { source, program, argv, certainty } = found;
  const findings = [...found.findings];
  if (argv === undefined) {
    const kind = /network\s+create/.test(source.text) ? 'network' : 'container';
    return { kind, source, words: source.text.split(/\s+/), findings, invocation: undefined };
  }
  const { read, left } = readCommand(program, argv);
  findings.push(...left);
  if (!read.ok) {
    if (certainty !== 'prompt' && isMention(read.fault, argv, certainty)) return undefined;
    const kind = kindOf(argv);
    if (kind === undefined) return { kind: 'act', source, act: unreadAct(source, argv, read.fault) };
    return {
      kind,
      source,
      words: argv,
      findings: [...findings, asFinding(read.fault)],
      invocation: undefined,
    };
  }
  const { value } = read;
  const kind = KINDS[value.command];
  findings.push(...value.notes);
  if (kind === undefined)
    return {
      kind: 'act',
      source,
      act: { source, command: value.command, words: argv, findings: value.notes },
    };
  return { kind, source, words: argv, findings, invocation: value };
}

const KINDS: Partial<Record<CommandName, Wanted['kind']>> = {
  'network create': 'network',
  run: 'container',
  create: 'container',
};

/** Why it could not be read is said, unless Lanyard has no such command at all. */
const unreadAct = (source: Source, words: readonly string[], fault: Fault): Act => ({
  source,
  command: undefined,
  words,
  findings: fault.code === 'usage-command' ? [] : [{ ...asFinding(fault), severity: 'note' }],
});

/** What a command that could not be read was to make. */
function kindOf([first, second]: readonly string[]): Wanted['kind'] | undefined {
  if (first === 'network') return second === 'create' ? 'network' : undefined;
  const name = first === 'container' ? second : first;
  return name === 'run' || name === 'create' ? 'container' : undefined;
}

/** A command's name without what it needs is a sentence about it, and so is a word after “docker” that is no command. */
function isMention(fault: Fault, argv: readonly string[], certainty: FoundCommand['certainty']): boolean {
  if (fault.code === 'usage-command') return !namesCommand(argv);
  const bare = certainty === 'prose' || !argv.some((word) => word.startsWith('-'));
  return fault.code === 'usage-arguments' && bare;
}

export const asFinding = ({ code, facts }: Fault): Finding => ({ code, severity: 'error', facts });
