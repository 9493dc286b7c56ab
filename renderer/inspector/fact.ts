// SPDX-License-Identifier: Apache-2.0

/** One line of a panel's list. */
export interface Fact {
  name: string;
  value: string;
  mono?: boolean;
  copy?: boolean;
}

/** Only the lines that have a value. */
export const present = (facts: readonly (Fact | undefined)[]): Fact[] =>
  facts.filter((fact): fact is Fact => fact !== undefined && fact.value !== '');
