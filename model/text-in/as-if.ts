// SPDX-License-Identifier: Apache-2.0
import { ContainerRecord } from '../container.ts';
import { type Link, linkNamed } from '../link.ts';
import { NetworkRecord } from '../network.ts';
import type { Observation } from '../observation.ts';
import type { Plan } from '../plan.ts';
import type { LinkSpec, Step, StepOf } from '../step.ts';

/** The host as it would be seen after a plan that makes networks and containers: their records, and the host's links. */
export const asIfDone = (plan: Plan, observation: Observation): Observation =>
  plan.steps.reduce(asIf, observation);

function asIf(seen: Observation, step: Step): Observation {
  if (step.step === 'record-put') return recorded(seen, step);
  if (step.step === 'link-add' && step.link.sandbox === undefined)
    return { ...seen, links: [...seen.links, linkOf(step.link, seen)] };
  return seen;
}

function recorded(seen: Observation, { collection, after }: StepOf<'record-put'>): Observation {
  const created = seen.at;
  if (collection === 'networks') {
    const network = { ...NetworkRecord.parse(after), created };
    return { ...seen, networks: [...seen.networks, network] };
  }
  const state = { status: 'created', remains: false } as const;
  const container = { ...ContainerRecord.parse(after), state, created };
  return { ...seen, containers: [...seen.containers, container] };
}

const STILL = { bytes: 0, packets: 0, errors: 0, dropped: 0 };

/** A sub-interface has its parent's MAC and MTU, and its carrier; ifindexes go up. */
function linkOf(spec: LinkSpec, { links }: Observation): Link {
  const parent = linkNamed(links, spec.parent ?? '');
  return {
    ifindex: Math.max(0, ...links.map((link) => link.ifindex)) + 1,
    name: spec.name,
    kind: spec.kind,
    medium: 'virtual',
    mac: parent?.mac ?? '',
    mtu: spec.mtu ?? parent?.mtu ?? 1500,
    up: true,
    carrier: parent?.carrier ?? true,
    operstate: parent?.operstate ?? 'unknown',
    promiscuity: 0,
    ...(parent === undefined ? {} : { parent: parent.ifindex }),
    parentElsewhere: false,
    ...(spec.vlanId === undefined ? {} : { vlan: { id: spec.vlanId, protocol: '802.1Q' } }),
    addresses: [],
    rx: STILL,
    tx: STILL,
  };
}
