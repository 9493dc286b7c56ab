// SPDX-License-Identifier: Apache-2.0
import { type Family, type Ip, intToIp, parseIp } from '../net/ip.ts';
import {
  broadcastOf,
  networkAddress,
  prefixOf,
  readSubnet,
  type Span,
  type Subnet,
  spanHas,
  spanOf,
} from '../net/subnet.ts';
import type { NetworkSpec, PoolSpec } from '../network.ts';

/** A pool whose texts have been read: only made from a spec in which preflight finds no error. */
export interface Pool {
  subnet: Subnet;
  family: Family;
  /** What is given out, both ends included. */
  range: Span;
  /** Next hop of its default route; undefined when the network has none. */
  gateway: Ip | undefined;
  /** Never given out: address to the name of why. */
  reserved: ReadonlyMap<Ip, string>;
}

/** Whether containers get a default route: not on an internal network, nor one without parent, nor in ipvlan's L3 modes (Docker 28). */
export const hasDefaultRoute = (spec: Pick<NetworkSpec, 'internal' | 'parent' | 'mode'>): boolean =>
  !spec.internal && Boolean(spec.parent) && spec.mode !== 'l3' && spec.mode !== 'l3s';

/** Reads one pool of a network. Undefined when a text in it is not what it should be. */
export function readPool(
  wanted: PoolSpec,
  spec: Pick<NetworkSpec, 'internal' | 'parent' | 'mode'>,
): Pool | undefined {
  const reading = readSubnet(wanted.subnet);
  if (reading.kind !== 'subnet') return undefined;
  const { subnet } = reading;
  const range = wanted.range === undefined ? undefined : readSubnet(wanted.range);
  if (range !== undefined && range.kind !== 'subnet') return undefined;
  const given = wanted.gateway === undefined ? undefined : parseIp(wanted.gateway);
  if (wanted.gateway !== undefined && given === undefined) return undefined;

  const reserved = new Map<Ip, string>();
  for (const [name, address] of Object.entries(wanted.reserved)) {
    const ip = parseIp(address);
    if (ip === undefined) return undefined;
    reserved.set(ip, name);
  }
  const pool = { subnet, family: spanOf(subnet).family, range: spanOf(range?.subnet ?? subnet), reserved };
  return { ...pool, gateway: given ?? (hasDefaultRoute(spec) ? firstUsable(pool) : undefined) };
}

/** All pools of a network, in the order given; those that cannot be read are left out. */
export const readPools = (
  pools: readonly PoolSpec[],
  spec: Pick<NetworkSpec, 'internal' | 'parent' | 'mode'>,
): Pool[] => pools.map((pool) => readPool(pool, spec)).filter((pool) => pool !== undefined);

/** The lowest address of the range that is neither network nor broadcast address nor reserved: Docker's gateway when none is named. */
function firstUsable(pool: Pick<Pool, 'subnet' | 'family' | 'range' | 'reserved'>): Ip | undefined {
  return firstFree(pool, new Set([...pool.reserved.keys(), ...subnetEnds(pool.subnet)]));
}

/** Network address and, in IPv4, broadcast address: kept out of every pool (not in /31 and /32, RFC 3021; IPv6: subnet-router anycast, RFC 4291). */
export function subnetEnds(subnet: Subnet): Ip[] {
  const broadcast = broadcastOf(subnet);
  const hasEnds = spanOf(subnet).family === 4 ? prefixOf(subnet) < 31 : prefixOf(subnet) < 127;
  return hasEnds ? [networkAddress(subnet), ...(broadcast === undefined ? [] : [broadcast])] : [];
}

/** What a pool never gives out. */
export const keptOut = (pool: Pool): Set<Ip> =>
  new Set([
    ...subnetEnds(pool.subnet),
    ...pool.reserved.keys(),
    ...(pool.gateway === undefined ? [] : [pool.gateway]),
  ]);

/** The lowest address of the range that is not in `taken`; Docker rescans from the bottom each time. Cost: the taken addresses met, never the size of the range. */
export function firstFree(pool: Pick<Pool, 'family' | 'range'>, taken: ReadonlySet<Ip>): Ip | undefined {
  for (let value = pool.range.first; value <= pool.range.last; value++) {
    const ip = intToIp(pool.family, value);
    if (!taken.has(ip)) return ip;
  }
  return undefined;
}

/** How many addresses a pool can give out in all. */
export function capacity(pool: Pool): bigint {
  const inRange = [...keptOut(pool)].filter((ip) => spanHas(pool.range, ip)).length;
  return pool.range.last - pool.range.first + 1n - BigInt(inRange);
}
