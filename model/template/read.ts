// SPDX-License-Identifier: Apache-2.0
import { type Node, type Operand, type Pipe, trouble } from './node.ts';
import { type Piece, scan, type Token } from './scan.ts';

/** Reads a template; throws TemplateTrouble. */
export function readTemplate(template: string): Node[] {
  const pieces = scan(template);
  const { nodes, closer } = readNodes(pieces);
  if (closer !== undefined) trouble(`unexpected {{${wordAt(closer)}}}`);
  return nodes;
}

const wordAt = (tokens: readonly Token[]): string => (tokens[0]?.is === 'word' ? tokens[0].text : '');

/** Reads up to `end` or `else`, whose tokens are the closer; undefined: the template ended. */
function readNodes(pieces: Piece[]): { nodes: Node[]; closer: Token[] | undefined } {
  const nodes: Node[] = [];
  for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
    if (piece.is === 'text') nodes.push(piece);
    else {
      const word = wordAt(piece.tokens);
      if (word === 'end' || word === 'else') return { nodes, closer: piece.tokens };
      nodes.push(readAction(word, piece.tokens, pieces));
    }
  }
  return { nodes, closer: undefined };
}

function readAction(word: string, tokens: Token[], pieces: Piece[]): Node {
  if (word === 'if' || word === 'with')
    return { is: word, pipe: readPipe(tokens.slice(1)), ...readBranches(pieces) };
  if (word === 'range') return readRange(tokens.slice(1), pieces);
  const [first, second, ...rest] = tokens;
  if (first?.is === 'path' && first.root !== '' && second?.is === 'mark' && /=/.test(second.text))
    return { is: 'assign', name: first.root, pipe: readPipe(rest) };
  return { is: 'output', pipe: readPipe(tokens) };
}

/** `range PIPE`, `range $v := PIPE`, `range $k, $v := PIPE`. */
function readRange(tokens: Token[], pieces: Piece[]): Node {
  const at = tokens.findIndex((token) => token.is === 'mark' && token.text === ':=');
  const names = tokens
    .slice(0, Math.max(at, 0))
    .flatMap((token) => (token.is === 'path' ? [token.root] : []));
  return { is: 'range', names, pipe: readPipe(tokens.slice(at + 1)), ...readBranches(pieces) };
}

function readBranches(pieces: Piece[]): { body: Node[]; otherwise: Node[] } {
  const { nodes: body, closer } = readNodes(pieces);
  if (closer === undefined) return trouble('unexpected EOF');
  if (wordAt(closer) === 'end') return { body, otherwise: [] };
  const chained = closer.slice(1);
  // `else if` is an `else` that holds an `if`, and shares its `end`.
  if (chained.length > 0) return { body, otherwise: [readAction(wordAt(chained), chained, pieces)] };
  const last = readNodes(pieces);
  if (last.closer === undefined) return trouble('unexpected EOF');
  return { body, otherwise: last.nodes };
}

function readPipe(tokens: readonly Token[]): Pipe {
  const rest = [...tokens];
  const pipe = readCommands(rest);
  if (rest.length > 0) trouble('unexpected ")"');
  return pipe;
}

/** Reads commands until the tokens or the parenthesis end; a closing one stays in `rest`. */
function readCommands(rest: Token[]): Pipe {
  const commands: Operand[][] = [[]];
  while (rest[0] !== undefined && !isMark(rest[0], ')')) {
    const token = rest.shift() as Token;
    if (isMark(token, '|')) commands.push([]);
    else commands.at(-1)?.push(readOperand(token, rest));
  }
  if (commands.some((command) => command.length === 0)) trouble('missing value for command');
  return commands;
}

const isMark = (token: Token, text: string): boolean => token.is === 'mark' && token.text === text;

const CONSTANTS: Readonly<Record<string, true | false | null>> = { true: true, false: false, nil: null };

function readOperand(token: Token, rest: Token[]): Operand {
  if (token.is === 'string') return { is: 'literal', value: token.text };
  if (token.is === 'number') return { is: 'literal', value: token.value };
  if (token.is === 'path') return { is: 'path', root: token.root, fields: token.fields };
  if (token.is === 'word') {
    const constant = Object.hasOwn(CONSTANTS, token.text) ? CONSTANTS[token.text] : undefined;
    return constant === undefined ? { is: 'call', name: token.text } : { is: 'literal', value: constant };
  }
  if (token.text !== '(') return trouble(`unexpected ${JSON.stringify(token.text)}`);
  const pipe = readCommands(rest);
  const close = rest.shift();
  if (close?.is !== 'mark') return trouble('unclosed left paren');
  return { is: 'group', pipe, fields: close.fields };
}
