// SPDX-License-Identifier: Apache-2.0
import { fault } from '../fault.ts';
import { finding } from '../finding.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Takes } from './command.ts';
import type { CommandName } from './commands.ts';
import {
  ALIASES,
  COMMANDS,
  commandAt,
  GLOBAL_FLAGS,
  GROUPS,
  type Invocation,
  isCommand,
} from './commands.ts';
import { bool } from './flag.ts';
import { type Reading, readFlags } from './flags.ts';
import { countWanted, usageLine } from './usage.ts';

/** What stands before the command's words. */
const FIRST_FLAGS = { ...GLOBAL_FLAGS, version: { ...bool(), short: 'v' } };

/**
 * Reads one command line, without the program's own name, as Docker's command line does.
 * Faults: usage-command, usage-arguments, usage-flag-unknown, usage-flag-value, usage-flag-missing.
 */
export function parseCommand(argv: readonly string[]): Result<Invocation> {
  const first = readFlags(argv, FIRST_FLAGS, true, 'lanyard');
  if (!first.ok) return first;
  const { values, rest, help } = first.value;
  if (help) return ok(helpOn([]));
  if (values.version === true) return parseCommand(['version']);
  const named = nameOf(rest);
  if (!named.ok) return named;
  const { name, words } = named.value;
  if (name === undefined) return ok(helpOn(rest.slice(0, words)));
  return readCommand(name, rest.slice(words), first.value);
}

/** The command and how many words name it; a group alone, or nothing, asks for help. */
function nameOf(words: readonly string[]): Result<{ name: CommandName | undefined; words: number }> {
  const [first, second] = words;
  if (first === undefined) return ok({ name: undefined, words: 0 });
  const isGroup = GROUPS.some((group) => group === first);
  if (isGroup && (second === undefined || second === '--help' || second === '-h'))
    return ok({ name: undefined, words: 1 });
  const typed = isGroup ? `${first} ${second}` : first;
  const name = Object.hasOwn(ALIASES, typed) ? ALIASES[typed] : typed;
  if (name !== undefined && isCommand(name)) return ok({ name, words: isGroup ? 2 : 1 });
  return failed(fault('usage-command', { command: typed, known: knownAfter(isGroup ? first : '') }));
}

function knownAfter(group: string): string[] {
  const names = [...Object.keys(COMMANDS), ...Object.keys(ALIASES)];
  const within = names
    .filter((name) => name.startsWith(`${group} `))
    .map((name) => name.slice(group.length + 1));
  if (group !== '') return within;
  const shown = (Object.keys(COMMANDS) as CommandName[]).filter((name) => !commandAt(name).hidden);
  return [...new Set(shown.map((name) => name.split(' ')[0] ?? name))];
}

function readCommand(name: CommandName, argv: readonly string[], first: Reading): Result<Invocation> {
  const command = commandAt(name);
  const read = readFlags(argv, { ...GLOBAL_FLAGS, ...command.flags }, command.stops, name);
  if (!read.ok) return read;
  const { values, given, rest, help } = read.value;
  if (help) return ok(helpOn(name.split(' ')));
  const { least, most } = countWanted(command.takes);
  if (rest.length < least || rest.length > most)
    return failed(
      fault('usage-arguments', { command: name, takes: countText(least, most), usage: usageLine(name) }),
    );
  const idle = [...new Set(given)].filter((flag) => command.flags[flag]?.idle);
  // The values come from the very table that the type is derived from.
  return ok({
    command: name,
    flags: pick(values, Object.keys(command.flags)),
    args: placed(command.takes, rest),
    global: pick({ ...first.values, ...pick(values, given) }, Object.keys(GLOBAL_FLAGS)),
    notes: idle.map((flag) => finding('flag-idle', { flag: `--${flag}`, command: name })),
  } as unknown as Invocation);
}

const pick = (values: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, values[name]]));

/** Each argument to its place; the last place may take several. */
function placed(takes: Takes, rest: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(takes).map(([place, count], index) => [
      place,
      count === 'one' || count === 'maybe' ? rest[index] : rest.slice(index),
    ]),
  );
}

function countText(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return `${least}+`;
  return least === most ? `${least}` : `${least}–${most}`;
}

const helpOn = (topic: readonly string[]): Invocation => ({
  command: 'help',
  flags: {},
  args: { topic },
  global: { lab: undefined, engine: undefined, help: true },
  notes: [],
});
