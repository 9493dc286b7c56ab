// SPDX-License-Identifier: Apache-2.0

/** One simple command of a shell line. */
export interface Simple {
  text: string;
  /** How many line breaks stand before it. */
  below: number;
  /** Redirections that stood in it, which mean nothing here. */
  redirected: string[];
  /** A variable or substitution that only the shell of its origin knows; undefined: none. */
  variable: string | undefined;
}

/** What ends a simple command outside of quotes (POSIX 2.10). A line break that is not continued does too. */
const OPERATOR = /^(?:&&|\|\||;;?|\||&(?!>)|\n)/;
/** Placeholders in a text, `<container>`, are words and no redirections. */
const PLACEHOLDER = /^<[^<>\s]+>/;
const REDIRECTION = /^(?:&>>?|[0-9]?(?:>>|>&|>\||>|<<<|<))[ \t]*[^\s;&|]*/;
const QUOTED = /^'[^']*'|^"(?:[^"\\]|\\[\s\S])*"/;
const VARIABLE = /\$(?:\([^)]*\)?|\{[^}]*\}?|[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?])|`[^`]*`/;

/** Cuts a shell line at its operators. Quotes, escapes and comments are seen, and stay for whoever splits words. */
export function cutSimple(text: string): Simple[] {
  const all: Simple[] = [];
  let now: Simple = begin(0);
  let below = 0;
  for (let rest = text; rest !== ''; ) {
    const piece = nextPiece(rest, /(^|\s)$/.test(now.text));
    below += piece.raw.split('\n').length - 1;
    if (piece.kind === 'end') {
      all.push(now);
      now = begin(below);
    } else if (piece.kind === 'redirection') now.redirected.push(piece.raw.trim());
    else if (piece.kind !== 'comment') {
      now.text += piece.raw;
      if (piece.kind !== 'literal') now.variable ??= VARIABLE.exec(piece.raw)?.[0];
    }
    rest = rest.slice(piece.raw.length);
  }
  return [...all, now].filter((one) => one.text.trim() !== '');
}

const begin = (below: number): Simple => ({ text: '', below, redirected: [], variable: undefined });

interface Piece {
  kind: 'text' | 'literal' | 'end' | 'redirection' | 'comment';
  raw: string;
}

/** `atStart`: no word is open. A digit belongs to a redirection only there. */
function nextPiece(rest: string, atStart: boolean): Piece {
  const quoted = QUOTED.exec(rest)?.[0];
  if (quoted !== undefined) return { kind: quoted.startsWith("'") ? 'literal' : 'text', raw: quoted };
  if (rest.startsWith('\\')) return { kind: 'literal', raw: rest.slice(0, 2) };
  const comment = atStart ? /^#[^\n]*/.exec(rest)?.[0] : undefined;
  if (comment !== undefined) return { kind: 'comment', raw: comment };
  const operator = OPERATOR.exec(rest)?.[0];
  if (operator !== undefined) return { kind: 'end', raw: operator };
  const placeholder = PLACEHOLDER.exec(rest)?.[0];
  if (placeholder !== undefined) return { kind: 'literal', raw: placeholder };
  const redirection = atStart || /^[<>&]/.test(rest) ? REDIRECTION.exec(rest)?.[0] : undefined;
  if (redirection !== undefined) return { kind: 'redirection', raw: redirection };
  // A substitution is one piece, so that an operator inside of it cuts nothing.
  const substitution = /^\$\([^)\n]*\)|^`[^`\n]*`|^\$\{[^}\n]*\}|^\$\w+/.exec(rest)?.[0];
  if (substitution !== undefined) return { kind: 'text', raw: substitution };
  return { kind: 'text', raw: rest.charAt(0) };
}
