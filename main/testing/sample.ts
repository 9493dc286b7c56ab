// SPDX-License-Identifier: Apache-2.0
import type * as z from 'zod/mini';

interface Definition {
  type: string;
  shape?: Record<string, z.ZodMiniType>;
  element?: z.ZodMiniType;
  entries?: Record<string, string>;
  values?: unknown[];
  options?: z.ZodMiniType[];
  innerType?: z.ZodMiniType;
  keyType?: z.ZodMiniType;
  valueType?: z.ZodMiniType;
}

/** Tried in this order until the schema's own checks let one through. */
const TEXTS = ['x', 'eth0', 'a'.repeat(64), '', '10.0.0.1', 'TERM'];
const NUMBERS = [1, 0, 4, 100, 1500];

type Make = (definition: Definition) => unknown[];

/** Candidates for a value of each kind of schema. */
const MAKERS: Record<string, Make> = {
  string: () => TEXTS,
  number: () => NUMBERS,
  int: () => NUMBERS,
  boolean: () => [true],
  null: () => [null],
  unknown: () => [null],
  literal: ({ values }) => values ?? [],
  enum: ({ entries }) => Object.values(entries ?? {}),
  optional: ({ innerType }) => (innerType ? [sampleOf(innerType)] : []),
  nullable: () => [null],
  array: ({ element }) => (element ? [[sampleOf(element)]] : []),
  record: ({ keyType, valueType }) =>
    keyType && valueType ? [{ [String(sampleOf(keyType))]: sampleOf(valueType) }] : [],
  union: ({ options }) => (options ?? []).slice(0, 1).map(sampleOf),
  object: ({ shape }) => [
    Object.fromEntries(Object.entries(shape ?? {}).map(([name, schema]) => [name, sampleOf(schema)])),
  ],
  // Only JSON is recursive here.
  lazy: () => [null],
};

/** A value that the schema accepts, the same each time; every optional field is there. Throws on a kind of schema it does not know. */
export function sampleOf(schema: z.ZodMiniType): unknown {
  const definition = schema._zod.def as unknown as Definition;
  const make = MAKERS[definition.type];
  if (make === undefined) throw new Error(`no sample for ${definition.type}`);
  for (const value of make(definition)) if (schema.safeParse(value).success) return value;
  throw new Error(`no sample passes ${definition.type}`);
}
