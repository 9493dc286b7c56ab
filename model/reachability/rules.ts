// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';
import { familyOf, parseIp } from '../net/ip.ts';
import { subnetAt, subnetHas } from '../net/subnet.ts';
import type { Network } from '../network.ts';
import { MODES } from '../network.ts';
import type { Observation, Sandbox } from '../observation.ts';
import type { Reach } from '../reach.ts';
import { faultInside, faultOnWay, routeTo } from './inside.ts';
import { faultOfLease } from './lease.ts';
import { addressesOf, type Question, shimsOf } from './question.ts';

export interface Verdict {
  predicted: Reach['predicted'];
  because?: Finding;
}

const no = (because: Finding): Verdict => ({ predicted: 'no', because });
const unsure = (because: Finding): Verdict => ({ predicted: 'unknown', because });

type Rule = (question: Question, observation: Observation) => Verdict | undefined;

/** The first rule that speaks decides: what can never be, then what is broken, then what we cannot know. */
const RULES: readonly Rule[] = [
  ({ from, to }) => {
    const stopped = [from, to?.container].find((one) => one && one.state.status !== 'running');
    return stopped && no(finding('container-stopped', { container: stopped.spec.name }));
  },

  // By the nature of the driver and its mode
  (question, observation) => {
    if (question.target !== 'host' || isRouted(question.network)) return undefined;
    const { network, parent } = question;
    const facts = { network: network.spec.name, parent: network.parent };
    if (question.ip === undefined) return no(finding('host-address-none', facts));
    const shims = shimsOf(network, parent, observation);
    if (shims.length === 0 && network.shim === undefined)
      return isOnLink(question) ? no(finding('host-cannot-reach', facts)) : undefined;
    const to = addressesOf(question.endpoint).find((own) => familyOf(own) === question.family);
    const way = to && routeTo(to, observation.routes);
    return to === undefined || shims.some(({ name }) => name === way?.dev)
      ? undefined
      : no(finding('host-route-gone', { network: network.spec.name, to }));
  },
  ({ target, network }) => {
    const facts = { mode: isolationOf(network), network: network.spec.name };
    return target !== 'gateway' && facts.mode === 'private' ? no(finding('mode-isolates', facts)) : undefined;
  },
  ({ target, ip, network, parent }, observation) => {
    if (target !== 'gateway' || ip === undefined || isRouted(network)) return undefined;
    const facts = { gateway: ip, network: network.spec.name };
    if (parent?.kind === 'dummy') return no(finding('gateway-nobody', facts));
    const hosts = observation.links.some(({ addresses }) => addresses.some((held) => held.ip === ip));
    return hosts && shimsOf(network, parent, observation).length === 0
      ? no(finding('gateway-is-host', { ...facts, parent: network.parent }))
      : undefined;
  },

  // The parent: when it is down or hears nothing, siblings do not reach each other either
  ({ parent, network }) =>
    parent ? undefined : no(finding('parent-gone', { parent: network.parent, network: network.spec.name })),
  ({ parent }) => (parent && !parent.up ? no(finding('parent-down', { parent: parent.name })) : undefined),
  ({ parent }) =>
    parent && !parent.carrier ? no(finding('parent-no-carrier', { parent: parent.name })) : undefined,

  // Inside the sandboxes
  ({ from, endpoint, family }, { at }) => {
    const wrong = family === 4 ? faultOfLease(from, endpoint, at) : undefined;
    return wrong?.code === 'lease-lost' ? no(wrong) : undefined;
  },
  ({ from, endpoint, family }, observation) => {
    const sandbox = sandboxOf(from.sandbox, observation);
    if (sandbox === undefined) return unsure(finding('sandbox-unseen', { container: from.spec.name }));
    const wrong = faultInside(from, endpoint, family, sandbox);
    return wrong && no(wrong);
  },
  ({ to, family }, observation) => {
    const sandbox = to && sandboxOf(to.container.sandbox, observation);
    const wrong = to && sandbox && faultInside(to.container, to.endpoint, family, sandbox);
    return wrong && no(wrong);
  },
  ({ from, endpoint, ip }, observation) => {
    const sandbox = sandboxOf(from.sandbox, observation);
    const wrong = sandbox && ip && faultOnWay(from, endpoint, ip, sandbox);
    return wrong ? no(wrong) : undefined;
  },

  // Beyond what can be seen from here
  (question, observation) => {
    const { target, network, parent, ip } = question;
    if (target !== 'host' || ip === undefined || isRouted(network) || isOnLink(question)) return undefined;
    return shimsOf(network, parent, observation).length > 0
      ? undefined
      : unsure(finding('host-by-router', { network: network.spec.name, ip }));
  },
  ({ target, from, endpoint, family }, { at }) => {
    const wrong = target === 'gateway' && family === 4 ? faultOfLease(from, endpoint, at) : undefined;
    return wrong && unsure(wrong);
  },
  ({ target, network }) => {
    const facts = { mode: isolationOf(network), network: network.spec.name };
    return target !== 'gateway' && facts.mode === 'vepa' ? unsure(finding('mode-hairpin', facts)) : undefined;
  },
  ({ target, network }) =>
    target !== 'container' && isRouted(network)
      ? unsure(
          finding('mode-routed', {
            mode: modeOf(network),
            network: network.spec.name,
            parent: network.parent,
          }),
        )
      : undefined,
  ({ target, parent }) =>
    target === 'gateway' && parent?.medium === 'wifi'
      ? unsure(finding('parent-wifi', { parent: parent.name }))
      : undefined,
  ({ target, network }) =>
    target === 'gateway' && network.spec.internal
      ? unsure(finding('network-internal', { network: network.spec.name }))
      : undefined,
];

/** In the subnet of the container's own address: asked for by ARP or ND, and not sent to the router. */
const isOnLink = ({ endpoint, ip }: Question): boolean =>
  endpoint.addresses.some((address) => {
    const own = parseIp(address.slice(0, address.indexOf('/')));
    const length = Number(address.slice(address.indexOf('/') + 1));
    return own !== undefined && ip !== undefined && subnetHas(subnetAt(own, length), ip);
  });

export function judge(question: Question, observation: Observation): Verdict {
  for (const rule of RULES) {
    const verdict = rule(question, observation);
    if (verdict !== undefined) return verdict;
  }
  return { predicted: 'yes' };
}

const sandboxOf = (name: string, { sandboxes }: Observation): Sandbox | undefined =>
  sandboxes.find((sandbox) => sandbox.name === name);

function modeOf({ spec }: Network): string {
  const modes: Partial<Record<string, readonly string[]>> = MODES;
  return spec.mode ?? modes[spec.driver]?.[0] ?? '';
}

/** ipvlan's L3 modes: no ARP, no broadcast, and the parent's namespace routes. */
const isRouted = (network: Network): boolean => modeOf(network).startsWith('l3');

/** macvlan's mode, or ipvlan's flag: both say whether siblings meet. */
const isolationOf = (network: Network): string =>
  network.spec.driver === 'ipvlan' ? (network.spec.flag ?? 'bridge') : modeOf(network);
