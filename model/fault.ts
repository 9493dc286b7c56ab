// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';
import type { Code, FactsOf } from './codes.ts';
import { Facts } from './facts.ts';
import { Finding, isError } from './finding.ts';

/** Why a request failed: a code with facts, never prose. */
export const Fault = z.object({
  code: z.string(),
  facts: Facts,
  /** What preflight had said, when that is why. */
  findings: z.optional(z.array(Finding)),
  /** What a failed change could not take away again: each the command that would. */
  leftover: z.optional(z.array(z.string())),
});
export type Fault = z.infer<typeof Fault>;

export const fault = <C extends Code>(code: C, facts: FactsOf<C>): Fault => ({ code, facts: facts as Facts });

/** The fault of a change that preflight refuses: the first error's code, with all findings. */
export function refusal(findings: readonly Finding[]): Fault | undefined {
  const first = findings.find(isError);
  return first && { code: first.code, facts: first.facts, findings: [...findings] };
}
