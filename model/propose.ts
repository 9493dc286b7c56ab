// SPDX-License-Identifier: Apache-2.0
import { linkNamed } from './link.ts';
import { type Family, type Ip, intToIp, parseIp } from './net/ip.ts';
import { overlaps, prefixOf, type Subnet, spanOf, subnetAt, subnetHas } from './net/subnet.ts';
import type { NetworkSpec, PoolSpec } from './network.ts';
import type { Observation } from './observation.ts';

/** A network that would do on a parent, from what the host knows of that parent's LAN; a person may change every field. */
export function proposeNetwork(id: string, parent: string, observation: Observation): NetworkSpec {
  return {
    id,
    name: freeName(parent, observation),
    driver: linkNamed(observation.links, parent)?.medium === 'wifi' ? 'ipvlan' : 'macvlan',
    parent,
    internal: false,
    ipv6: false,
    ipam: 'default',
    pools: [proposePool(4, parent, observation)].filter((pool) => pool !== undefined),
    options: { parent },
    labels: {},
  };
}

function freeName(parent: string, observation: Observation): string {
  const base = parent === '' ? 'inside' : `${parent.replace(/[^a-zA-Z0-9]+/g, '-')}-lan`;
  const used = observation.networks.map((network) => network.spec.name);
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}-${count}`;
    if (!used.includes(name)) return name;
  }
}

/**
 * The parent's own subnet of that family, its router, and a range where LANs seldom lease. Undefined: it has no address
 * of the family, or a network on it has that subnet already.
 */
export function proposePool(family: Family, parent: string, observation: Observation): PoolSpec | undefined {
  const address = linkNamed(observation.links, parent)?.addresses.find(
    (one) => one.family === family && one.scope === 'global' && !one.flags.some(isPassing),
  );
  const ip = address === undefined ? undefined : parseIp(address.ip);
  if (address === undefined || ip === undefined) return undefined;
  const subnet = subnetAt(ip, address.prefix);
  const taken = observation.networks.some(
    (network) =>
      network.parent === parent && network.pools.some((pool) => overlaps(pool.subnet as Subnet, subnet)),
  );
  if (taken) return undefined;
  const gateway = gatewayIn(subnet, parent, observation);
  const range = family === 4 ? upperEighth(subnet) : secondBlock(subnet);
  return {
    subnet,
    ...(gateway === undefined ? {} : { gateway }),
    ...(range === undefined ? {} : { range }),
    reserved: range !== undefined && subnetHas(range, ip) ? { 'this-host': ip } : {},
  };
}

/** Where containers on a parent would have IPv6 from: a pool whose router is known, or router advertisements. */
export type ProposedIpv6 =
  | { from: 'pool'; pool: PoolSpec }
  /** Nobody is known in the subnet to be its router: routers mostly go by link-local addresses, and a pool without one would take its own first address for it. */
  | { from: 'advertisements'; subnet: Subnet };

/** Undefined: the parent has no IPv6 address of its own, or a network on it has that subnet already. */
export function proposeIpv6(parent: string, observation: Observation): ProposedIpv6 | undefined {
  const pool = proposePool(6, parent, observation);
  if (pool === undefined) return undefined;
  return pool.gateway === undefined
    ? { from: 'advertisements', subnet: pool.subnet as Subnet }
    : { from: 'pool', pool };
}

/** Addresses that say nothing lasting of their prefix (RFC 8981, RFC 4862). */
const isPassing = (flag: string): boolean =>
  ['temporary', 'deprecated', 'tentative', 'dadfailed'].includes(flag);

/** The default route's router; where that is link-local, as with IPv6, a neighbour that calls itself a router (RFC 4861). */
function gatewayIn(subnet: Subnet, parent: string, observation: Observation): Ip | undefined {
  const routes = observation.routes
    .filter((route) => route.to === 'default' && route.dev === parent)
    .map((route) => route.via ?? '');
  const routers = observation.neighbours
    .filter((neighbour) => neighbour.router && neighbour.dev === parent)
    .map((neighbour) => neighbour.ip);
  return [...routes, ...routers].map(parseIp).find((ip) => ip !== undefined && subnetHas(subnet, ip));
}

/** The second eighth from the top (`.192/27` of a /24): clear of the last addresses, which people give to gear by hand. */
function upperEighth(subnet: Subnet): Subnet | undefined {
  const prefix = prefixOf(subnet);
  if (prefix > 27) return undefined;
  const { family, first, last } = spanOf(subnet);
  const eighth = (last - first + 1n) / 8n;
  return subnetAt(intToIp(family, first + eighth * 6n), prefix + 3);
}

/** `::1:0/112`: short to write, and clear of hand-given `::1`, of DHCPv6's usual `::1000` and of what SLAAC makes up. */
function secondBlock(subnet: Subnet): Subnet | undefined {
  if (prefixOf(subnet) > 104) return undefined;
  const { family, first } = spanOf(subnet);
  return subnetAt(intToIp(family, first + 0x10000n), 112);
}
