// SPDX-License-Identifier: Apache-2.0

/** A value that a template can hold: JSON, or a function of a row (`{{.Label "a"}}`). undefined: a map without that key. */
export type Held = unknown;

/** Anything that stands for a value, with the fields that are taken of it. */
export type Operand =
  | { is: 'literal'; value: string | number | boolean | null }
  | { is: 'path'; root: string; fields: readonly string[] }
  | { is: 'group'; pipe: Pipe; fields: readonly string[] }
  | { is: 'call'; name: string };

/** `a | b x`: each command is an operand or a function, and its arguments. */
export type Pipe = readonly (readonly Operand[])[];

export type Node =
  | { is: 'text'; text: string }
  | { is: 'output'; pipe: Pipe }
  | { is: 'assign'; name: string; pipe: Pipe }
  | { is: 'if' | 'with'; pipe: Pipe; body: readonly Node[]; otherwise: readonly Node[] }
  | { is: 'range'; names: readonly string[]; pipe: Pipe; body: readonly Node[]; otherwise: readonly Node[] };

/** Why a template cannot be read or filled; caught where the template module ends, and made a fault. */
export class TemplateTrouble extends Error {}

export function trouble(reason: string): never {
  throw new TemplateTrouble(reason);
}
