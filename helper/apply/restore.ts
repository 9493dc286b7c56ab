// SPDX-License-Identifier: Apache-2.0
import type { Emit, Outcome } from '../../model/contract.ts';
import { ok, type Result } from '../../model/result.ts';
import { observe } from '../observe/observe.ts';
import { withLock } from '../state/lock.ts';
import { apply } from './apply.ts';
import { recoverOpen } from './recover.ts';

/** Settles open entries, and takes away what is left of containers that ended unseen: killed with the machine, or with their monitor. */
export async function restore(emit?: Emit): Promise<Result<Outcome[]>> {
  const recovered = await withLock(async () => ok(await recoverOpen()));
  if (!recovered.ok) return recovered;
  const outcomes: Outcome[] = recovered.value.map((entry) => ({ entry, findings: [] }));
  const seen = await observe({ sandboxes: 'none' });
  if (!seen.ok) return seen;
  for (const { spec, state } of seen.value.containers) {
    if (state.status === 'running') continue;
    const reaped = await apply(
      { ask: 'container-reap', container: spec.id },
      emit === undefined ? {} : { emit },
    );
    if (!reaped.ok) return reaped;
    if (reaped.value.entry.entry > 0) outcomes.push(reaped.value);
  }
  return ok(outcomes);
}
