// SPDX-License-Identifier: Apache-2.0

export type FlagKind = 'bool' | 'int' | 'string' | 'choice' | 'list' | 'strings' | 'map';

/** One flag of a command. `Value` is what an invocation holds for it. */
export interface Flag<Value = unknown> {
  readonly kind: FlagKind;
  /** One letter, without its dash. */
  readonly short?: string;
  /** What an invocation holds when the flag is not given. */
  readonly initial: Value;
  /** Other long names of the same flag. */
  readonly also: readonly string[];
  /** The values a choice can have. */
  readonly choices: readonly string[];
  /** Docker knows it; here it changes nothing, and a note says so. */
  readonly idle: boolean;
}

export type Flags = Readonly<Record<string, Flag>>;

/** What an invocation holds for a table of flags. */
export type ValuesOf<Table> = {
  [Name in keyof Table]: Table[Name] extends Flag<infer Value> ? Value : never;
};

function flag<Value>(kind: FlagKind, initial: Value, short?: string): Flag<Value> {
  return { kind, initial, also: [], choices: [], idle: false, ...(short === undefined ? {} : { short }) };
}

export const bool = (short?: string): Flag<boolean> => flag('bool', false, short);
export const boolTrue = (): Flag<boolean> => flag('bool', true);
export const int = (short?: string): Flag<number | undefined> =>
  flag<number | undefined>('int', undefined, short);
export const string = (short?: string): Flag<string | undefined> =>
  flag<string | undefined>('string', undefined, short);
export const stringOr = (initial: string, short?: string): Flag<string> => flag('string', initial, short);

/** Repeated; every value is kept as it stands. */
export const list = (short?: string): Flag<readonly string[]> => flag<readonly string[]>('list', [], short);

/** Repeated, and each value may hold several, separated by commas (pflag's StringSlice). */
export const strings = (short?: string): Flag<readonly string[]> =>
  flag<readonly string[]>('strings', [], short);

/** Repeated `key=value`; a bare `key` has the empty value, a key given twice has its last value (Docker's MapOpts). */
export const map = (short?: string): Flag<Readonly<Record<string, string>>> =>
  flag<Readonly<Record<string, string>>>('map', {}, short);

export const choice = <const Choice extends string>(...choices: Choice[]): Flag<Choice | undefined> => ({
  ...flag<Choice | undefined>('choice', undefined),
  choices,
});

export const also = <Value>(known: Flag<Value>, ...names: string[]): Flag<Value> => ({
  ...known,
  also: names,
});

export const idle = <Value>(known: Flag<Value>): Flag<Value> => ({ ...known, idle: true });
