// SPDX-License-Identifier: Apache-2.0
import { linkNamed } from './link.ts';
import { type Ip, intToIp, parseIp } from './net/ip.ts';
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
    pools: proposePools(parent, observation),
    options: { parent },
    labels: {},
  };
}

function freeName(parent: string, observation: Observation): string {
  const base = `${parent.replace(/[^a-zA-Z0-9]+/g, '-')}-lan`;
  const used = observation.networks.map((network) => network.spec.name);
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}-${count}`;
    if (!used.includes(name)) return name;
  }
}

/** The parent's own IPv4 subnet, its default route's gateway, and a range at the upper end where LANs seldom lease. */
function proposePools(parent: string, observation: Observation): PoolSpec[] {
  const address = linkNamed(observation.links, parent)?.addresses.find(
    (one) => one.family === 4 && one.scope === 'global',
  );
  const ip = address === undefined ? undefined : parseIp(address.ip);
  if (address === undefined || ip === undefined) return [];
  const subnet = subnetAt(ip, address.prefix);
  const taken = observation.networks.some(
    (network) =>
      network.parent === parent && network.pools.some((pool) => overlaps(pool.subnet as Subnet, subnet)),
  );
  if (taken) return [];
  const gateway = gatewayIn(subnet, parent, observation);
  const range = upperEighth(subnet);
  return [
    {
      subnet,
      ...(gateway === undefined ? {} : { gateway }),
      ...(range === undefined ? {} : { range }),
      reserved: range !== undefined && subnetHas(range, ip) ? { 'this-host': ip } : {},
    },
  ];
}

function gatewayIn(subnet: Subnet, parent: string, observation: Observation): Ip | undefined {
  return observation.routes
    .filter((route) => route.to === 'default' && route.dev === parent && route.via !== undefined)
    .map((route) => parseIp(route.via ?? ''))
    .find((ip) => ip !== undefined && subnetHas(subnet, ip));
}

/** The second eighth from the top (`.192/27` of a /24): clear of the last addresses, which people give to gear by hand. */
function upperEighth(subnet: Subnet): Subnet | undefined {
  const prefix = prefixOf(subnet);
  if (prefix > 27) return undefined;
  const { family, first, last } = spanOf(subnet);
  const eighth = (last - first + 1n) / 8n;
  return subnetAt(intToIp(family, first + eighth * 6n), prefix + 3);
}
