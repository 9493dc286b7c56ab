// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';

/** A mapping of a Compose file, as read. */
export type Mapping = Readonly<Record<string, unknown>>;

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const mappingOf = (value: unknown): Mapping => (isMapping(value) ? value : {});

/** A scalar as text; undefined for an absent or empty one, and for what is none. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A scalar, or a list of them. */
export const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) => textOf(one) ?? []);

/** `key=value` of a mapping or a list, as Compose lets one write labels and environments. A key without value stays bare. */
export const pairsOf = (value: unknown): string[] =>
  isMapping(value)
    ? Object.entries(value).map(([key, one]) => (one === null ? key : `${key}=${textOf(one) ?? ''}`))
    : textsOf(value);

const VARIABLE = /\$(\$|\{[^}]*\}|[A-Za-z_]\w*)/g;

/** The value with `$$` read as `$` everywhere. A variable, whose value stands elsewhere, is said. */
export function withoutVariables(value: unknown, findings: Finding[]): unknown {
  if (typeof value === 'string')
    return value.replace(VARIABLE, (variable, what: string) => {
      if (what === '$') return '$';
      findings.push(finding('text-variable', { variable }));
      return variable;
    });
  if (Array.isArray(value)) return value.map((one) => withoutVariables(one, findings));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, withoutVariables(one, findings)]),
  );
}

/** Keys that nothing is made of. */
export const leftOut = (mapping: Mapping, known: readonly string[], of: string): Finding[] =>
  Object.keys(mapping)
    .filter((key) => !known.includes(key) && !key.startsWith('x-'))
    .map((key) => finding('text-key-left-out', { key, of }));
