// SPDX-License-Identifier: Apache-2.0
import { findNetwork } from '../find.ts';
import { finding, isError } from '../finding.ts';
import { linkNamed } from '../link.ts';
import type { Network, NetworkRecord, Shim } from '../network.ts';
import type { Observation } from '../observation.ts';
import type { Plan } from '../plan.ts';
import { leases } from '../pool/lease.ts';
import { judgeHostAccess } from '../preflight/host-access.ts';
import { draftShim } from '../shim/shim.ts';
import { shimSteps } from '../shim/steps.ts';
import type { Step } from '../step.ts';
import { recordOf, toJson } from './network.ts';

/** Turns host access of a network on or off. On again: whatever of it has gone missing is made anew. */
export function planHostAccess(reference: string, on: boolean, observation: Observation): Plan {
  const found = findNetwork(observation, reference);
  if ('finding' in found) return { steps: [], findings: [found.finding] };
  const network = found.found;
  if (on && network.shim === undefined) return turnOn(network, observation);
  if (!on && network.shim !== undefined) return turnOff(network, observation);
  const steps = shimSteps(network, observation);
  const unchanged = finding('host-access-unchanged', { network: network.spec.name });
  return { steps, findings: steps.length > 0 ? [] : [unchanged] };
}

function turnOn(network: Network, observation: Observation): Plan {
  const findings = judgeHostAccess(network, observation);
  const shim = shimOf(network, observation);
  if (findings.some(isError) || shim === undefined) return { steps: [], findings };
  const before = recordOf(network);
  const after: NetworkRecord = { ...before, spec: { ...before.spec, hostAccess: true }, shim };
  return { steps: [put(before, after), ...shimSteps(after, observation)], findings };
}

function turnOff(network: Network, observation: Observation): Plan {
  const before = recordOf(network);
  const { shim: _, ...rest } = before;
  const { hostAccess: __, ...spec } = before.spec;
  return { steps: [put(before, { ...rest, spec }), ...shimSteps(network, observation, [])], findings: [] };
}

/** The shim of a network that is to have one; undefined: a pool has no address for it. */
export function shimOf(record: NetworkRecord, observation: Observation): Shim | undefined {
  const parent = linkNamed(observation.links, record.parent);
  const draft = draftShim(record, parent, leases(record.spec.id, observation).keys());
  return 'shim' in draft ? draft.shim : undefined;
}

const put = (before: NetworkRecord, after: NetworkRecord): Step => ({
  step: 'record-put',
  collection: 'networks',
  id: before.spec.id,
  before: toJson(before),
  after: toJson(after),
});
