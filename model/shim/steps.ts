// SPDX-License-Identifier: Apache-2.0
import type { Endpoint } from '../container.ts';
import { type Link, linkNamed, type Route } from '../link.ts';
import { BITS, familyOf, type Ip, parseIp } from '../net/ip.ts';
import type { Network, NetworkRecord, Shim } from '../network.ts';
import type { Observation } from '../observation.ts';
import type { LinkSpec, Step } from '../step.ts';
import { bareAddress, sourceFor } from './shim.ts';

/** What the host's side of a network follows: who runs on it. */
export type Attached = Pick<Endpoint, 'network' | 'addresses'>;

/** The endpoints of the containers that run; `but`: the id of one that is left out. */
export const attachedNow = ({ containers }: Observation, but?: string): Attached[] =>
  containers
    .filter(({ spec, state }) => state.status === 'running' && spec.id !== but)
    .flatMap(({ endpoints }) => endpoints);

/**
 * What brings a network's shim in step with its endpoints: the link while there are any, and a route to each of their
 * addresses. `attached`: the endpoints that run, once the plan is carried out. Nothing to do: no steps.
 */
export function shimSteps(
  network: NetworkRecord,
  observation: Observation,
  attached: readonly Attached[] = attachedNow(observation),
): Step[] {
  const { shim } = network;
  if (shim === undefined) return [];
  const seen = seenShim(network, observation);
  const here = attached.filter((endpoint) => endpoint.network === network.spec.id);
  // Its addresses and routes go with it.
  if (here.length === 0) return seen ? [{ step: 'link-delete', link: linkOf(network, shim) }] : [];
  if (linkNamed(observation.links, network.parent) === undefined) return [];
  return [
    ...(seen === undefined ? [{ step: 'link-add', link: linkOf(network, shim) } as const] : []),
    ...dress(network, shim, seen),
    ...routeSteps(network, shim, here, observation),
  ];
}

/** The shim as the kernel has it. Of that name and of another kind, it is not ours. */
export const seenShim = ({ shim, spec }: NetworkRecord, { links }: Observation): Link | undefined => {
  const link = shim && linkNamed(links, shim.link);
  return link?.kind === spec.driver ? link : undefined;
};

const linkOf = ({ spec, parent }: NetworkRecord, { link, mac }: Shim): LinkSpec => ({
  name: link,
  kind: spec.driver === 'ipvlan' ? 'ipvlan' : 'macvlan',
  parent,
  mode: spec.driver === 'ipvlan' ? 'l2' : 'bridge',
  ...(mac === '' ? {} : { mac }),
  ...(spec.mtu === undefined ? {} : { mtu: spec.mtu }),
});

/** Settings, addresses, up: all of them unless it is up, for then it was made whole. */
function dress(network: NetworkRecord, { link, addresses }: Shim, seen: Link | undefined): Step[] {
  const held = seen?.addresses.map(({ ip, prefix }) => `${ip}/${prefix}`) ?? [];
  const missing = addresses.filter((address) => !held.includes(address));
  const settle = missing.some((address) => address.includes(':'));
  return [
    ...(seen?.up ? [] : settings(network, link)),
    ...missing.map((address): Step => ({ step: 'address-add', link, address })),
    ...(seen?.up ? [] : [{ step: 'link-up', link } as const]),
    ...(settle ? [{ step: 'address-settle', link, slaac: false } as const] : []),
  ];
}

/**
 * arp_filter: the shim answers containers for the host's addresses, and nobody else on the LAN, who has the parent for
 * that. accept_ra: a router's advertisement gives the host no second default route and no address here.
 */
const settings = ({ ipv6 }: NetworkRecord, link: string): Step[] => [
  { step: 'sysctl-set', key: `net.ipv4.conf.${link}.arp_filter`, value: '1', was: '0' },
  ipv6
    ? { step: 'sysctl-set', key: `net.ipv6.conf.${link}.accept_ra`, value: '0', was: '1' }
    : { step: 'sysctl-set', key: `net.ipv6.conf.${link}.disable_ipv6`, value: '1', was: '0' },
];

type HostRoute = { family: 4 | 6; to: string; source?: string };

function routeSteps(
  network: NetworkRecord,
  { link }: Shim,
  attached: readonly Attached[],
  observation: Observation,
): Step[] {
  const wanted = attached
    .flatMap(({ addresses }) => addresses.flatMap((address) => parseIp(bareAddress(address)) ?? []))
    .filter((ip) => familyOf(ip) === 4 || network.ipv6)
    .map((ip) => routeFor(ip, network, observation));
  const there = observation.routes.filter((route) => route.dev === link).flatMap(hostRoute);
  const lacks = (in_: readonly HostRoute[], one: HostRoute) =>
    !in_.some((other) => other.to === one.to && (one.family === 6 || other.source === one.source));
  return [
    ...there
      .filter((route) => lacks(wanted, route))
      .map((route): Step => ({ step: 'route-delete', link, ...route })),
    ...wanted
      .filter((route) => lacks(there, route))
      .map((route): Step => ({ step: 'route-add', link, ...route })),
  ];
}

/** The source is said for IPv4: a link without an address would get the first one of the host, on whatever link. */
function routeFor(ip: Ip, network: NetworkRecord, observation: Observation): HostRoute {
  const family = familyOf(ip);
  const source = family === 4 ? sourceFor(ip, network, observation) : undefined;
  return { family, to: `${ip}/${BITS[family]}`, ...(source === undefined ? {} : { source }) };
}

/** A route to one address; not those that the kernel makes of the shim's own addresses. */
function hostRoute({ to, family, source, protocol }: Route): HostRoute[] {
  const ip = parseIp(to.replace(family === 4 ? /\/32$/ : /\/128$/, ''));
  return ip === undefined || protocol === 'kernel'
    ? []
    : [{ family, to: `${ip}/${BITS[family]}`, ...(source === undefined ? {} : { source }) }];
}

/** The shims of several networks in step: those that the endpoints named `touched` are on. */
export const stepsInStep = (
  touched: readonly Attached[],
  observation: Observation,
  attached: readonly Attached[],
): Step[] =>
  observation.networks
    .filter(({ spec }) => touched.some(({ network }) => network === spec.id))
    .flatMap((network: Network) => shimSteps(network, observation, attached));
