// SPDX-License-Identifier: Apache-2.0
import { isError } from '../finding.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { planNetworkCreate } from '../plan/network.ts';
import type { Step, StepOf } from '../step.ts';

/** What makes and raises the link that a network hangs on, where that is Lanyard's own; none for a NIC. Undefined: on this host it cannot be told. */
export function parentSteps(network: Network, observation: Observation): Step[] | undefined {
  if (network.madeLinks.length === 0) return [];
  const links = observation.links.filter((link) => !network.madeLinks.includes(link.name));
  const plan = planNetworkCreate(network.spec, { ...observation, links, networks: [] });
  if (plan.findings.some(isError)) return undefined;
  return plan.steps.filter((step) => step.step === 'link-add' || step.step === 'link-up');
}

/** The link itself, as the kernel is asked for it. */
export const parentLink = (
  network: Network,
  observation: Observation,
): StepOf<'link-add'>['link'] | undefined =>
  parentSteps(network, observation)?.flatMap((step) => (step.step === 'link-add' ? [step.link] : []))[0];
