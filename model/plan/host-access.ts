// SPDX-License-Identifier: Apache-2.0
import { findNetwork } from '../find.ts';
import { finding, isError } from '../finding.ts';
import type { Network, NetworkRecord } from '../network.ts';
import type { Observation } from '../observation.ts';
import type { Plan } from '../plan.ts';
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
  const draft = draftShim(network, observation);
  if (findings.some(isError) || 'full' in draft) return { steps: [], findings };
  const before = recordOf(network);
  const after: NetworkRecord = { ...before, spec: { ...before.spec, hostAccess: true }, ...draft };
  return { steps: [put(before, after), ...shimSteps(after, observation)], findings };
}

function turnOff(network: Network, observation: Observation): Plan {
  const before = recordOf(network);
  const { shim: _, ...rest } = before;
  const { hostAccess: __, ...spec } = before.spec;
  return { steps: [put(before, { ...rest, spec }), ...shimSteps(network, observation, [])], findings: [] };
}

const put = (before: NetworkRecord, after: NetworkRecord): Step => ({
  step: 'record-put',
  collection: 'networks',
  id: before.spec.id,
  before: toJson(before),
  after: toJson(after),
});
