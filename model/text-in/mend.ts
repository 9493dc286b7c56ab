// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';

/** A command's text as it was meant, and what was mended in it. */
export interface Mended {
  text: string;
  findings: Finding[];
}

/** Undoes what editors and web pages do to commands: lost line breaks, dashes and quotes of print, full-width letters. Quoted text stays. */
export function mend(text: string): Mended {
  const typed = mendTypography(text);
  const broken = mendBreaks(typed.text);
  return { text: broken.text, findings: [...broken.findings, ...typed.findings] };
}

/** What a shell takes as it stands: an escaped sign, and quotes. */
export const LITERAL = /\\[^\s]|'[^']*'|"(?:[^"\\]|\\[\s\S])*"/g;

/** Applies to what stands outside of quotes. */
function outsideQuotes(text: string, change: (part: string) => string): string {
  let done = '';
  let from = 0;
  for (const quoted of text.matchAll(LITERAL)) {
    done += change(text.slice(from, quoted.index)) + quoted[0];
    from = quoted.index + quoted[0].length;
  }
  return done + change(text.slice(from));
}

/**
 * `\ --subnet`: a backslash with a blank after it, where the line break between them was lost. To a shell it is a word that
 * begins with a blank, and Docker refuses the command. And `\` with blanks at a line's end, which a shell does not continue.
 */
function mendBreaks(text: string): Mended {
  const blanks: Finding[] = [];
  const after: string[] = [];
  const mended = outsideQuotes(text, (part) =>
    part
      .replace(/(^|\s)\\[ \t]+\n/g, (_, before: string) => {
        blanks.push(finding('text-break-blank', {}));
        return `${before}\\\n`;
      })
      .replace(/(^|\s)\\[ \t]+(-\w[ \t]+[^\s-]\S*|\S*)/g, (_, before: string, next: string) => {
        after.push(next);
        return `${before}${next}`;
      }),
  );
  const lost = after.length === 0 ? [] : [finding('text-break-lost', { after })];
  return { text: mended, findings: [...lost, ...blanks.slice(0, 1)] };
}

/** Printers' signs and what a keyboard gives in their place. */
const SIGNS: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  // Two hyphens become one dash in print; a dash before a single letter was one hyphen.
  [/(?<=^|\s)(?:——|[–—―])(?=[A-Za-z0-9]{2})/g, '--'],
  [/(?<=^|\s)[–—―−](?=[A-Za-z0-9](?:\s|=|$))/g, '-'],
  [/[“”＂]([^“”＂"\n]*)[“”＂]/g, (found) => `"${found.slice(1, -1)}"`],
  [/[‘’]([^‘’'\n]*)[‘’]/g, (found) => `'${found.slice(1, -1)}'`],
  // Full-width forms stand 0xFEE0 above their ASCII twins.
  [/[－-９＝Ａ-Ｚａ-ｚ]/g, (found) => String.fromCharCode(found.charCodeAt(0) - 0xfee0)],
];

function mendTypography(text: string): Mended {
  const findings: Finding[] = [];
  const mended = outsideQuotes(text, (part) =>
    SIGNS.reduce(
      (rest, [sign, plain]) =>
        rest.replace(sign, (found) => {
          const read = typeof plain === 'string' ? plain : plain(found);
          findings.push(finding('text-typography', { found, read }));
          return read;
        }),
      part,
    ),
  );
  return { text: mended, findings };
}
