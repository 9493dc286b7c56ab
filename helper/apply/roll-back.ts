// SPDX-License-Identifier: Apache-2.0
import type { Entry } from '../../model/history.ts';
import type { Step } from '../../model/step.ts';
import { commandOf } from '../../model/step-command.ts';
import { inverseOf } from '../../model/step-inverse.ts';
import { runTolerant } from './run-steps.ts';

type Outcomes = [number, Entry['steps'][number]['outcome']][];

export interface RolledBack {
  outcomes: Outcomes;
  /** Commands that would take away what could not be. */
  leftover: string[];
}

/** Attempts the inverse of every step that was begun, last first, and reports all; stops at nothing. */
export async function rollBack(steps: readonly Step[], begun: number): Promise<RolledBack> {
  const outcomes: Outcomes = [];
  const leftover: string[] = [];
  for (let index = begun - 1; index >= 0; index--) {
    const step = steps[index] as Step;
    const inverse = inverseOf(step);
    if (!inverse) continue;
    const undone = await runTolerant(inverse);
    outcomes.push([index, undone.ok ? 'undone' : 'leftover']);
    if (!undone.ok) leftover.push(commandOf(inverse));
  }
  return { outcomes, leftover };
}

/** A plan that has begun what nothing undoes is finished instead. */
export const mustFinish = (entry: Entry): boolean =>
  entry.steps.some(({ step, outcome }) => outcome !== 'waiting' && inverseOf(step) === null);

/** Does the rest of a plan whose helper died: what was begun is done again, since every step that ends something takes "already gone" as done. */
export async function finish(entry: Entry): Promise<RolledBack> {
  const outcomes: Outcomes = [];
  const leftover: string[] = [];
  for (const [index, { step, outcome }] of entry.steps.entries()) {
    if (outcome === 'done') continue;
    const run = await runTolerant(step);
    outcomes.push([index, run.ok ? 'done' : 'leftover']);
    if (!run.ok) leftover.push(commandOf(step));
  }
  return { outcomes, leftover };
}
