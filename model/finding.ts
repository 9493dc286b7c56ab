// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';
import { CODES, type CodeAt, type FactsOf } from './codes.ts';
import { Facts } from './facts.ts';

export const Severity = z.enum(['error', 'warning', 'note']);

/** A remark before acting. */
export const Finding = z.object({
  code: z.string(),
  severity: Severity,
  facts: Facts,
  /** The spec's field it is about, as a path: `parent`, `pools.0.gateway`, `endpoints.0.ip`. */
  field: z.optional(z.string()),
  /** A value for a field that would settle it. */
  repair: z.optional(z.object({ field: z.string(), value: z.string() })),
});
export type Finding = z.infer<typeof Finding>;

export type FindingCode = CodeAt<'error' | 'warning' | 'note'>;

export function finding<C extends FindingCode>(
  code: C,
  facts: FactsOf<C>,
  field?: string,
  repair?: Finding['repair'],
): Finding {
  return {
    code,
    severity: CODES[code].level as Finding['severity'],
    facts: facts as Facts,
    ...(field === undefined ? {} : { field }),
    ...(repair === undefined ? {} : { repair }),
  };
}

export const isError = (found: Finding): boolean => found.severity === 'error';
