// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../../model/change.ts';
import type { Emit, Outcome } from '../../model/contract.ts';
import { isError } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { restartsAtBoot } from '../../model/restart.ts';
import { ok, type Result } from '../../model/result.ts';
import { observe } from '../observe/observe.ts';
import { withLock } from '../state/lock.ts';
import { type ApplyOptions, apply } from './apply.ts';
import { recoverOpen } from './recover.ts';

/**
 * What a machine does when it comes up: settles open entries, makes the networks' links and the host's ways to them again, takes away what is left
 * of containers that ended unseen, and starts those whose restart policy says so. Attempts all: what could not be
 * restored is an outcome of status `failed` with its findings. A second time it finds nothing to do.
 */
export async function restore(emit?: Emit): Promise<Result<Outcome[]>> {
  const recovered = await withLock(async () => ok(await recoverOpen()));
  if (!recovered.ok) return recovered;
  const outcomes: Outcome[] = recovered.value.map((entry) => ({ entry, findings: [] }));
  const seen = await observe({ sandboxes: 'none' });
  if (!seen.ok) return seen;

  const options: ApplyOptions = { byPolicy: true, ...(emit === undefined ? {} : { emit }) };
  const lost = new Set<string>();
  for (const change of wanted(seen.value)) {
    if (change.ask === 'network-host-access' && lost.has(change.network)) continue;
    const came = await attempt(change, options);
    const failed = came.some(({ entry }) => entry.status === 'failed');
    if (change.ask === 'network-restore' && failed) lost.add(change.network);
    outcomes.push(...came);
  }
  return ok(outcomes);
}

/** In the order in which it is done: what hangs on something comes behind it. */
function wanted({ networks, containers }: Pick<Observation, 'networks' | 'containers'>): Change[] {
  const ended = containers.filter(({ state }) => state.status !== 'running');
  return [
    ...networks.map(({ spec }): Change => ({ ask: 'network-restore', network: spec.id })),
    ...networks
      .filter(({ shim }) => shim !== undefined)
      .map(({ spec }): Change => ({ ask: 'network-host-access', network: spec.id, on: true })),
    ...ended.map(({ spec }): Change => ({ ask: 'container-reap', container: spec.id })),
    ...ended
      .filter(restartsAtBoot)
      .map(({ spec }): Change => ({ ask: 'container-start', container: spec.id })),
  ];
}

/** What came of it: nothing, when nothing was to be done. */
async function attempt(change: Change, options: ApplyOptions): Promise<Outcome[]> {
  const applied = await apply(change, options);
  if (applied.ok) return applied.value.entry.entry > 0 ? [applied.value] : [];
  const { fault } = applied;
  const entry: Outcome['entry'] = { entry: 0, change, at: Date.now(), status: 'failed', steps: [], fault };
  return [{ entry, findings: (fault.findings ?? []).filter(isError) }];
}
