// SPDX-License-Identifier: Apache-2.0
import { findNetwork } from '../find.ts';
import { linkNamed } from '../link.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import type { Plan } from '../plan.ts';
import { readSubInterface } from '../preflight/parent.ts';
import type { Step } from '../step.ts';
import { madeLink, recordOf, toJson } from './network.ts';

/**
 * Makes a network's parent again under the same name, when a reboot took it: its dummy, or its sub-interface, also one
 * that had been adopted (Docker makes that again too, and takes it away with the network). A NIC that is missing or
 * down is a finding; the network stays.
 */
export function planNetworkRestore(reference: string, observation: Observation): Plan {
  const found = findNetwork(observation, reference);
  if ('finding' in found) return { steps: [], findings: [found.finding] };
  const network = found.found;
  if (linkNamed(observation.links, network.parent) !== undefined) return { steps: [], findings: [] };

  const link = madeLink(network.spec, observation);
  if (link === undefined) {
    const why = readSubInterface(network.parent, observation);
    return { steps: [], findings: 'code' in why ? [why] : [] };
  }
  return {
    steps: [
      { step: 'link-add', link },
      { step: 'link-up', link: link.name },
      ...claimSteps(network, link.name),
    ],
    findings: [],
  };
}

/** A link that was adopted and is made anew is ours from now on. */
function claimSteps(network: Network, link: string): Step[] {
  if (network.madeLinks.includes(link)) return [];
  const before = recordOf(network);
  const after = { ...before, madeLinks: [...before.madeLinks, link] };
  const put = { step: 'record-put', collection: 'networks', id: network.spec.id } as const;
  return [{ ...put, before: toJson(before), after: toJson(after) }];
}
