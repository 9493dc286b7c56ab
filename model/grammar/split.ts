// SPDX-License-Identifier: Apache-2.0

/** Undefined when a quote is left open or a backslash ends the text. */
export function splitCommandLine(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let rest = text;
  while (rest !== '') {
    const piece = nextPiece(rest, word === undefined);
    if (piece === undefined) return undefined;
    if (piece.kind === 'end') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (piece.kind === 'text') word = (word ?? '') + piece.text;
    rest = rest.slice(piece.length);
  }
  if (word !== undefined) words.push(word);
  return words;
}

interface Piece {
  /** text: part of a word. end: the word is over. none: nothing (a continued line). */
  kind: 'text' | 'end' | 'none';
  text: string;
  length: number;
}

/** Reads as POSIX 2.2 (quoting) and 2.3 (tokens) say, without expansions: `$` and `*` stand for themselves. */
function nextPiece(rest: string, atStart: boolean): Piece | undefined {
  const space = /^[ \t\n]+/.exec(rest);
  if (space) return { kind: 'end', text: '', length: space[0].length };
  if (rest.startsWith('\\\n')) return { kind: 'none', text: '', length: 2 };
  if (rest.startsWith('\\'))
    return rest.length < 2 ? undefined : { kind: 'text', text: rest.charAt(1), length: 2 };
  if (rest.startsWith("'")) return quoted(rest, /^'([^']*)'/, (inner) => inner);
  if (rest.startsWith('"')) return quoted(rest, /^"((?:[^"\\]|\\[\s\S])*)"/, unescapeDouble);
  const comment = atStart ? /^#[^\n]*/.exec(rest) : null;
  if (comment) return { kind: 'none', text: '', length: comment[0].length };
  const plain = /^[^ \t\n\\'"]+/.exec(rest)?.[0] ?? '';
  return { kind: 'text', text: plain, length: plain.length };
}

function quoted(rest: string, form: RegExp, read: (inner: string) => string): Piece | undefined {
  const found = form.exec(rest);
  return found ? { kind: 'text', text: read(found[1] ?? ''), length: found[0].length } : undefined;
}

/** Inside double quotes a backslash escapes only `$`, a back quote, `"`, itself and a newline. */
const unescapeDouble = (inner: string): string =>
  inner.replace(/\\([$`"\\\n])/g, (_, char) => (char === '\n' ? '' : char));

/** The word as a POSIX shell would have to be given it. */
export function quoteWord(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

export const joinCommandLine = (words: readonly string[]): string => words.map(quoteWord).join(' ');
