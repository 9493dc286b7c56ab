// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';
import { Finding } from './finding.ts';
import { Step } from './step.ts';

/** What a change would do, in order, and what is to be said about it. With an error among the findings there are no steps. */
export const Plan = z.object({ steps: z.array(Step), findings: z.array(Finding) });
export type Plan = z.infer<typeof Plan>;
