// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';
import { Change } from './change.ts';
import { Fault } from './fault.ts';
import { Step } from './step.ts';

export const StepOutcome = z.enum(['waiting', 'begun', 'done', 'failed', 'undone', 'leftover']);

/** One plan that was applied, or tried, as the journal tells. */
export const Entry = z.object({
  /** Counts up from 1 within a state folder. */
  entry: z.int(),
  change: Change,
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** open: a helper died over it, or is at it now. */
  status: z.enum(['open', 'done', 'failed', 'recovered', 'undone']),
  steps: z.array(z.object({ step: Step, outcome: StepOutcome })),
  fault: z.optional(Fault),
  /** The entry that undid this one. */
  undoneBy: z.optional(z.int()),
  /** The entry that this one undid. */
  undoes: z.optional(z.int()),
});
export type Entry = z.infer<typeof Entry>;
