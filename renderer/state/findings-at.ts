// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../model/finding.ts';

/** The findings about a field or what is inside it: `pools.0.reserved` takes `pools.0.reserved.printer` too. Errors first. */
export const findingsAt = (findings: readonly Finding[], field: string): Finding[] =>
  findings
    .filter((one) => one.field === field || one.field?.startsWith(`${field}.`))
    .toSorted((a, b) => rank(a) - rank(b));

/** For aria-describedby of a field whose findings stand in lines with the ids `ID-0`, `ID-1`…; undefined: none. */
export const describedBy = (id: string, findings: readonly Finding[]): string | undefined =>
  findings.length === 0 ? undefined : findings.map((_, at) => `${id}-${at}`).join(' ');

const RANKS = { error: 0, warning: 1, note: 2 } as const;
const rank = (finding: Finding): number => RANKS[finding.severity];

/** The findings that no field of the form shows. */
export const findingsElsewhere = (findings: readonly Finding[], fields: readonly string[]): Finding[] =>
  findings.filter(
    (one) => !fields.some((field) => one.field === field || one.field?.startsWith(`${field}.`)),
  );
