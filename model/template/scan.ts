// SPDX-License-Identifier: Apache-2.0
import { trouble } from './node.ts';

/** A template in pieces: plain text, and what stands between `{{` and `}}`. */
export type Piece = { is: 'text'; text: string } | { is: 'action'; tokens: Token[] };

export type Token =
  | { is: 'string'; text: string }
  | { is: 'number'; value: number }
  /** `.`, `.A.B`, `$x`, `$x.A`: root is empty for the dot. */
  | { is: 'path'; root: string; fields: string[] }
  | { is: 'word'; text: string }
  /** `|`, `(`, `:=`, `=`, `,`; `)` with the fields that follow it at once. */
  | { is: 'mark'; text: string; fields: string[] };

const ACTION =
  /\{\{(-(?=\s))?(\s*\/\*[\s\S]*?\*\/\s*?|(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|(?!\s-\}\}|\}\})[^"`])*)(\s-)?\}\}/y;

export function scan(template: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let trimNext = false;
  while (at < template.length) {
    const open = template.indexOf('{{', at);
    const text = template.slice(at, open < 0 ? undefined : open);
    const head = trimNext ? text.trimStart() : text;
    if (open < 0) {
      pieces.push({ is: 'text', text: head });
      break;
    }
    ACTION.lastIndex = open;
    const action = ACTION.exec(template) ?? trouble('unclosed action');
    pieces.push({ is: 'text', text: action[1] === undefined ? head : head.trimEnd() });
    const inner = action[2] ?? '';
    if (!inner.trimStart().startsWith('/*')) pieces.push({ is: 'action', tokens: tokensOf(inner) });
    trimNext = action[3] !== undefined;
    at = ACTION.lastIndex;
  }
  return pieces.filter((piece) => piece.is === 'action' || piece.text !== '');
}

const TOKEN =
  /\s*(?:("(?:[^"\\\n]|\\.)*")|(`[^`]*`)|([+-]?\d+(?:\.\d+)?)|((?:\$\w*)?(?:\.[\p{L}_]\w*)+|\$\w*|\.)|([\p{L}_]\w*)|(\)(?:\.[\p{L}_]\w*)*|:=|[|(=,]))/uy;

function tokensOf(inner: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = inner.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const found =
      TOKEN.exec(inner) ?? trouble(`unexpected ${JSON.stringify(inner.slice(from).trim().charAt(0))}`);
    tokens.push(tokenOf(found));
  }
  return tokens;
}

function tokenOf([, quoted, raw, number, path, word, mark = '']: RegExpExecArray): Token {
  if (quoted !== undefined) return { is: 'string', text: unquote(quoted) };
  if (raw !== undefined) return { is: 'string', text: raw.slice(1, -1) };
  if (number !== undefined) return { is: 'number', value: Number(number) };
  if (path !== undefined) {
    const [root = '', ...fields] = path.split('.');
    return { is: 'path', root, fields: fields.filter((field) => field !== '') };
  }
  if (word !== undefined) return { is: 'word', text: word };
  const [text = '', ...fields] = mark.split('.');
  return { is: 'mark', text, fields };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '"': '"',
  '\\': '\\',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** Go's interpreted string literal. */
function unquote(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)/g, (_, code: string) => {
    if (code.length > 1) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    return ESCAPES[code] ?? trouble(`unknown escape \\${code}`);
  });
}
