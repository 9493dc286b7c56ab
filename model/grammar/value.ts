// SPDX-License-Identifier: Apache-2.0

import { fault } from '../fault.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Flag, FlagKind } from './flag.ts';

/** Go's strconv.ParseBool. */
const BOOLS: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(['1', 't', 'T', 'TRUE', 'true', 'True'].map((text) => [text, true])),
  ...Object.fromEntries(['0', 'f', 'F', 'FALSE', 'false', 'False'].map((text) => [text, false])),
};

type Read = (text: string, before: unknown, flag: Flag) => unknown;

/** How each kind reads a value; undefined: it cannot. `before` is what earlier uses of the flag have given. */
const READ: Readonly<Record<FlagKind, Read>> = {
  bool: (text) => BOOLS[text],
  int: (text) => (/^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined),
  string: (text) => text,
  choice: (text, _before, flag) => (flag.choices.includes(text) ? text : undefined),
  list: (text, before) => [...(before as readonly string[]), text],
  strings: (text, before) => [...(before as readonly string[]), ...text.split(',')],
  map: (text, before) => ({ ...(before as object), ...Object.fromEntries([keyAndValue(text)]) }),
};

/** What a kind wants, in facts: `true|false`, a whole number, or the choices. */
const WANTS: Readonly<Partial<Record<FlagKind, (flag: Flag) => string>>> = {
  bool: () => 'true|false',
  int: () => '0, 1, 2…',
  choice: (flag) => flag.choices.join('|'),
};

/** `typed` is the flag as the person wrote it, for the fault. */
export function readValue(flag: Flag, typed: string, text: string, before: unknown): Result<unknown> {
  const value = READ[flag.kind](text, before, flag);
  if (value !== undefined) return ok(value);
  const wants = WANTS[flag.kind]?.(flag) ?? flag.kind;
  return failed(fault('usage-flag-value', { flag: typed, value: text, wants }));
}

/** `key=value`, cut at the first `=`; without one the value is empty. */
export function keyAndValue(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
