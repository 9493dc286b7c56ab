// SPDX-License-Identifier: Apache-2.0
import { goJson } from './json.ts';
import { type Held, trouble } from './node.ts';
import { print, printf, printValue } from './print.ts';

type TemplateFunction = (...values: Held[]) => Held;

/** Go's truth: zero, empty, nil and false are not. */
export function isTrue(value: Held): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** Go's builtins and Docker's own, as far as `--format` has use for them. */
export const FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  json: (value) => goJson(value),
  split: (text, separator) => textOf(text).split(textOf(separator)),
  join: (list, separator) => listOf(list).map(printValue).join(textOf(separator)),
  upper: (text) => textOf(text).toUpperCase(),
  lower: (text) => textOf(text).toLowerCase(),
  title: (text) => textOf(text).replace(/(?<![\p{L}\p{N}_'])\p{L}/gu, (letter) => letter.toUpperCase()),
  pad: (text, before, after) =>
    text === '' ? '' : ' '.repeat(numberOf(before)) + textOf(text) + ' '.repeat(numberOf(after)),
  truncate: (text, length) => [...textOf(text)].slice(0, numberOf(length)).join(''),
  print: (...values) => print(values),
  println: (...values) => `${values.map(printValue).join(' ')}\n`,
  printf: (format, ...values) => printf(textOf(format), values),
  len: (value) => lengthOf(value),
  index: (value, ...keys) => keys.reduce(indexOf, value),
  slice: (value, from, to) => sliceOf(value, from, to),
  and: (...values) => values.find((value) => !isTrue(value)) ?? values.at(-1),
  or: (...values) => values.find(isTrue) ?? values.at(-1),
  not: (value) => !isTrue(value),
  eq: (value, ...others) => others.some((other) => other === value),
  ne: (value, other) => value !== other,
  lt: (a, b) => compare(a, b) < 0,
  le: (a, b) => compare(a, b) <= 0,
  gt: (a, b) => compare(a, b) > 0,
  ge: (a, b) => compare(a, b) >= 0,
};

const textOf = (value: Held): string =>
  typeof value === 'string' ? value : trouble(`wrong type: wanted a string, found ${printValue(value)}`);

const numberOf = (value: Held): number =>
  typeof value === 'number' ? value : trouble(`wrong type: wanted a number, found ${printValue(value)}`);

/** A list that is null has no elements. */
const listOf = (value: Held): readonly Held[] =>
  Array.isArray(value) || value === null
    ? (value ?? [])
    : trouble(`wrong type: wanted a list, found ${printValue(value)}`);

/** Bytes of UTF-8 for a text, as Go counts. */
function lengthOf(value: Held): number {
  if (typeof value === 'string')
    return [...value].reduce((sum, char) => sum + byteCount(char.codePointAt(0) ?? 0), 0);
  if (Array.isArray(value)) return value.length;
  if (value === null) return 0;
  if (typeof value === 'object') return Object.keys(value).length;
  return trouble(`len of ${printValue(value)}`);
}

const byteCount = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);

/** A map without the key gives nothing; a list without the place is a mistake. */
function indexOf(value: Held, key: Held): Held {
  if (Array.isArray(value)) {
    const at = numberOf(key);
    return at >= 0 && at < value.length ? value[at] : trouble(`index out of range: ${at}`);
  }
  if (typeof value === 'object' && value !== null)
    return Object.hasOwn(value, textOf(key)) ? (value as Record<string, Held>)[textOf(key)] : undefined;
  return trouble(`cannot index ${printValue(value)}`);
}

function sliceOf(value: Held, from: Held, to: Held): Held {
  const [start, end] = [from === undefined ? 0 : numberOf(from), to === undefined ? undefined : numberOf(to)];
  if (Array.isArray(value)) return value.slice(start, end);
  return textOf(value).slice(start, end);
}

function compare(a: Held, b: Held): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return trouble('incompatible types for comparison');
}
