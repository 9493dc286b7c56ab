// SPDX-License-Identifier: Apache-2.0
import { CONTAINER_CODES } from './codes/container.ts';
import type { Entry, Level } from './codes/level.ts';
import { NETWORK_CODES } from './codes/network.ts';
import { REACH_CODES } from './codes/reach.ts';
import { REQUEST_CODES } from './codes/request.ts';
import { TEXT_CODES } from './codes/text.ts';
import { USAGE_CODES } from './codes/usage.ts';

/**
 * Every code that a finding or a fault can have, with the names of its facts.
 * The words stand in `words/`, one catalogue a language; a test holds the two together.
 */
export const CODES = {
  ...NETWORK_CODES,
  ...CONTAINER_CODES,
  ...REACH_CODES,
  ...REQUEST_CODES,
  ...TEXT_CODES,
  ...USAGE_CODES,
} as const satisfies Record<string, Entry>;

export type Code = keyof typeof CODES;
export type Fact = string | number | boolean | string[];
export type FactsOf<C extends Code> = { [Name in (typeof CODES)[C]['facts'][number]]: Fact };
export type CodeAt<L extends Level> = { [C in Code]: (typeof CODES)[C]['level'] extends L ? C : never }[Code];
