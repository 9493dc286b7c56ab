// SPDX-License-Identifier: Apache-2.0
import { answeredOn, hostsOn } from '../lan/answered.ts';
import { isByDhcp } from '../lan/by-dhcp.ts';
import type { Family, Ip } from '../net/ip.ts';
import { parseIp } from '../net/ip.ts';
import { prefixOf, subnetHas } from '../net/subnet.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { makeLedger } from './ledger.ts';
import { type Pool, readPools } from './pool.ts';

/**
 * Who holds which address on a network: every container's that exists, running or not, and the shim's by its link. What a
 * LAN's server has leased to containers on the same parent counts too: no two networks have one address there, and these have no pool to tell.
 */
export function leases(network: string, observation: Observation): Map<Ip, string> {
  const held = new Map<Ip, string>();
  const { shim, parent } = observation.networks.find(({ spec }) => spec.id === network) ?? {};
  const siblings = observation.networks.filter((one) => one.parent === parent && isByDhcp(one.spec));
  const leased = new Set(siblings.map(({ spec }) => spec.id));
  for (const address of shim?.addresses ?? []) {
    const ip = parseIp(address.slice(0, address.indexOf('/')));
    if (ip !== undefined) held.set(ip, shim?.link ?? '');
  }
  for (const container of observation.containers) {
    for (const endpoint of container.endpoints) {
      if (endpoint.network !== network && !leased.has(endpoint.network)) continue;
      for (const address of endpoint.addresses) {
        const ip = parseIp(address.slice(0, address.indexOf('/')));
        if (ip !== undefined) held.set(ip, container.spec.name);
      }
    }
  }
  return held;
}

/** What a network does not give out by itself: what is held, and what the host itself or somebody else on its LAN has (as the value: the link, or the MAC). */
export const notFree = (
  network: Pick<Network, 'spec' | 'parent'>,
  observation: Observation,
): Map<Ip, string> =>
  new Map([
    ...hostsOn(network, observation).map((ip) => [ip, network.parent] as const),
    ...answeredOn(network.parent, observation),
    ...leases(network.spec.id, observation),
  ]);

export const poolsOf = (network: Network): Pool[] => readPools(network.pools, network.spec);

/** `ADDRESS/PREFIX` with the prefix length of the subnet that holds it. */
export function withPrefix(ip: Ip, pools: readonly Pool[]): string | undefined {
  const pool = pools.find((candidate) => subnetHas(candidate.subnet, ip));
  return pool && `${ip}/${prefixOf(pool.subnet)}`;
}

/** The next address of a family that the network gives out: first pool in the list that has one (Docker), lowest first. */
export function nextFree(network: Network, family: Family, held: ReadonlyMap<Ip, string>): Ip | undefined {
  for (const pool of poolsOf(network).filter((candidate) => candidate.family === family)) {
    const ledger = makeLedger(pool);
    for (const ip of held.keys()) ledger.take(ip);
    const free = ledger.next();
    if (free !== undefined) return free;
  }
  return undefined;
}
