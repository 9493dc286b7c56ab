// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../../model/change.ts';
import type { Outcome } from '../../model/contract.ts';
import { isByDhcp } from '../../model/lan/by-dhcp.ts';
import { ok, type Result } from '../../model/result.ts';
import { observe } from '../observe/observe.ts';

/**
 * What DHCP leases is known only once a container runs: the host's ways to it follow as changes of their own. One that
 * fails is said by reachability, and does not undo the container.
 */
export async function afterLeases(
  outcome: Outcome,
  apply: (change: Change) => Promise<Result<Outcome>>,
): Promise<Result<Outcome>> {
  if (!outcome.entry.steps.some(({ step }) => step.step === 'dhcp-take')) return ok(outcome);
  const seen = await observe({ sandboxes: 'none' });
  if (!seen.ok) return ok(outcome);
  for (const { spec, shim } of seen.value.networks)
    if (shim !== undefined && isByDhcp(spec))
      await apply({ ask: 'network-host-access', network: spec.id, on: true });
  return ok(outcome);
}
