// SPDX-License-Identifier: Apache-2.0
import type { Flags } from './flag.ts';

/** How many arguments stand at one place: `some` is one or more, `any` none or more; both come last. */
export type Count = 'one' | 'maybe' | 'some' | 'any';

/** Arguments in the order in which they are typed. */
export type Takes = Readonly<Record<string, Count>>;

/** What an invocation holds for a table of arguments. */
export type ArgumentsOf<Table> = {
  [Name in keyof Table]: Table[Name] extends 'one'
    ? string
    : Table[Name] extends 'maybe'
      ? string | undefined
      : readonly string[];
};

export interface Command<T extends Takes = Takes, F extends Flags = Flags> {
  readonly takes: T;
  readonly flags: F;
  /** Flags end at the first argument: what follows belongs to the program that is run. */
  readonly stops: boolean;
  /** Not for people: left out of help. */
  readonly hidden: boolean;
}

export const command = <const T extends Takes, const F extends Flags>(takes: T, flags: F): Command<T, F> => ({
  takes,
  flags,
  stops: false,
  hidden: false,
});

/** A command that runs a program, whose own flags follow the first argument. */
export const runner = <const T extends Takes, const F extends Flags>(takes: T, flags: F): Command<T, F> => ({
  ...command(takes, flags),
  stops: true,
});

export const hidden = <const T extends Takes, const F extends Flags>(takes: T, flags: F): Command<T, F> => ({
  ...command(takes, flags),
  hidden: true,
});
