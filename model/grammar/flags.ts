// SPDX-License-Identifier: Apache-2.0
import { fault } from '../fault.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Flag, Flags } from './flag.ts';
import { readValue } from './value.ts';

/** What was read of an argv: the flags' values by long name, which of them were given, and the rest. */
export interface Reading {
  values: Record<string, unknown>;
  given: string[];
  rest: string[];
  /** `--help` stood there: nothing after it counts. */
  help: boolean;
}

/** One flag as typed: its long name, its table entry, and the value that came in the same word. */
interface Found {
  name: string;
  flag: Flag;
  typed: string;
  value: string | undefined;
  /** Further letters of a bundle such as `-itd`. */
  more: string;
}

/**
 * Reads flags as pflag does: `--name=value`, `--name value`, `-nvalue`, `-n=value`, bundles of bools, `--` ends them.
 * `stops`: so does the first argument. `command` names the command in faults.
 */
export function readFlags(
  argv: readonly string[],
  table: Flags,
  stops: boolean,
  command: string,
): Result<Reading> {
  const reading: Reading = { values: initialValues(table), given: [], rest: [], help: false };
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '--') return ok(finish(reading, words));
    if (!word.startsWith('-') || word === '-') {
      reading.rest.push(word);
      if (stops) return ok(finish(reading, words));
      continue;
    }
    const read = readWord(word, words, table, reading, command);
    if (!read.ok) return read;
    if (reading.help) return ok(reading);
  }
  return ok(reading);
}

const initialValues = (table: Flags): Record<string, unknown> =>
  Object.fromEntries(Object.entries(table).map(([name, flag]) => [name, flag.initial]));

function finish(reading: Reading, words: readonly string[]): Reading {
  reading.rest.push(...words);
  return reading;
}

/** Reads one word of flags, and takes the next word as value where it needs one. */
function readWord(
  word: string,
  words: string[],
  table: Flags,
  reading: Reading,
  command: string,
): Result<undefined> {
  let found = word.startsWith('--') ? findLong(word, table) : findShort(word.slice(1), table);
  while (found !== undefined) {
    const { name, flag, typed, more } = found;
    const value = found.value ?? (flag.kind === 'bool' ? 'true' : words.shift());
    if (value === undefined) return failed(fault('usage-flag-missing', { flag: typed, command }));
    const read = readValue(flag, typed, value, reading.values[name]);
    if (!read.ok) return read;
    reading.values[name] = read.value;
    reading.given.push(name);
    if (name === 'help') reading.help = read.value === true;
    if (more === '') return ok(undefined);
    found = findShort(more, table);
  }
  return failed(fault('usage-flag-unknown', { flag: word, command }));
}

function findLong(word: string, table: Flags): Found | undefined {
  const at = word.indexOf('=');
  const wanted = word.slice(2, at < 0 ? undefined : at);
  const entry = Object.entries(table).find(([name, flag]) => name === wanted || flag.also.includes(wanted));
  if (entry === undefined) return undefined;
  const value = at < 0 ? undefined : word.slice(at + 1);
  return { name: entry[0], flag: entry[1], typed: `--${wanted}`, value, more: '' };
}

function findShort(letters: string, table: Flags): Found | undefined {
  const letter = letters.slice(0, 1);
  const entry =
    Object.entries(table).find(([, flag]) => flag.short === letter) ??
    (letter === 'h' && table.help !== undefined ? (['help', table.help] as const) : undefined);
  if (entry === undefined) return undefined;
  const [name, flag] = entry;
  const tail = letters.slice(1);
  const found = { name, flag, typed: `-${letter}` };
  if (tail.length > 1 && tail.startsWith('=')) return { ...found, value: tail.slice(1), more: '' };
  if (flag.kind === 'bool') return { ...found, value: undefined, more: tail };
  return { ...found, value: tail === '' ? undefined : tail, more: '' };
}
