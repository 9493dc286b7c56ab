// SPDX-License-Identifier: Apache-2.0
import { goJson } from './json.ts';
import type { Held } from './node.ts';

/** Go's `%v`: `map[a:1 b:2]`, `[1 2]`, `<nil>`; a map without the key is `<no value>`. */
export function printValue(value: Held): string {
  if (value === undefined) return '<no value>';
  if (value === null) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(printValue).join(' ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, inner]) => typeof inner !== 'function');
    return `map[${entries
      .sort(byKey)
      .map(([key, inner]) => `${key}:${printValue(inner)}`)
      .join(' ')}]`;
  }
  return String(value);
}

/** By code unit, as Go sorts map keys (equal for all but rare scripts). */
export const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

/** Go's fmt.Sprint: a space only between two values of which neither is a string. */
export function print(values: readonly Held[]): string {
  return values.reduce<string>((text, value, index) => {
    const spaced = index > 0 && typeof value !== 'string' && typeof values[index - 1] !== 'string';
    return `${text}${spaced ? ' ' : ''}${printValue(value)}`;
  }, '');
}

const kindOf = (value: Held): string =>
  typeof value === 'number'
    ? Number.isInteger(value)
      ? 'int'
      : 'float64'
    : typeof value === 'boolean'
      ? 'bool'
      : typeof value;

type Verb = (value: Held, precision: number | undefined) => string | undefined;

/** undefined: the verb does not fit the value. */
const VERBS: Readonly<Record<string, Verb>> = {
  v: (value) => printValue(value),
  s: (value, precision) =>
    typeof value === 'number' || typeof value === 'boolean'
      ? undefined
      : printValue(value).slice(0, precision),
  q: (value) => (typeof value === 'string' ? goJson(value) : undefined),
  d: (value) => (Number.isInteger(value) ? String(value) : undefined),
  t: (value) => (typeof value === 'boolean' ? String(value) : undefined),
  x: (value) => (Number.isInteger(value) ? Number(value).toString(16) : undefined),
  f: (value, precision) => (typeof value === 'number' ? value.toFixed(precision ?? 6) : undefined),
};

/** Go's fmt.Sprintf with the verbs `%v %s %q %d %t %x %f %%`, widths, `-` and `0`. */
export function printf(format: string, values: readonly Held[]): string {
  const rest = [...values];
  const text = format.replace(
    /%([-0]*)(\d+)?(?:\.(\d+))?(.)/gsu,
    (_, flags: string, width, precision, verb: string) => {
      if (verb === '%') return '%';
      if (rest.length === 0) return `%!${verb}(MISSING)`;
      const value = rest.shift();
      const shown =
        VERBS[verb]?.(value, precision === undefined ? undefined : Number(precision)) ??
        `%!${verb}(${kindOf(value)}=${printValue(value)})`;
      if (flags.includes('-')) return shown.padEnd(Number(width ?? 0));
      return shown.padStart(Number(width ?? 0), flags.includes('0') ? '0' : ' ');
    },
  );
  const extra = rest.map((value) => `${kindOf(value)}=${printValue(value)}`);
  return extra.length === 0 ? text : `${text}%!(EXTRA ${extra.join(', ')})`;
}
