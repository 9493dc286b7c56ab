// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';
import type { Family, Ip } from '../net/ip.ts';
import { type Subnet, spanHas } from '../net/subnet.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { leases, poolsOf } from '../pool/lease.ts';
import { capacity, keptOut } from '../pool/pool.ts';

/** How full one pool of a network is. An IPv6 pool has more addresses than a number can count. */
export interface PoolMeter {
  subnet: Subnet;
  family: Family;
  /** Addresses that it can give out in all. */
  capacity: bigint;
  /** Of those, the ones that somebody holds. */
  used: bigint;
  free: bigint;
  /** Used of capacity, 0 to 1; 1 where there is nothing to give out. */
  share: number;
  finding?: Finding;
}

/** From here on a pool is said to fill up. */
export const NEARLY_FULL = 0.9;

/** A network's pools, in its order. */
export function poolMeters(network: Network, observation: Observation): PoolMeter[] {
  const held = [...leases(network.spec.id, observation).keys()];
  return poolsOf(network).map((pool) => {
    const kept = keptOut(pool);
    const counts = (ip: Ip): boolean => spanHas(pool.range, ip) && !kept.has(ip);
    const whole = capacity(pool);
    const used = BigInt(held.filter(counts).length);
    const meter = {
      subnet: pool.subnet,
      family: pool.family,
      capacity: whole,
      used,
      free: whole - used,
      share: whole === 0n ? 1 : Number(used) / Number(whole),
    };
    const said = judge(network.spec.name, meter);
    return said === undefined ? meter : { ...meter, finding: said };
  });
}

function judge(network: string, { subnet, used, capacity, free, share }: PoolMeter): Finding | undefined {
  const facts = { network, subnet, capacity: String(capacity) };
  if (free === 0n) return finding('pool-used-up', facts);
  return share >= NEARLY_FULL ? finding('pool-filling', { ...facts, used: String(used) }) : undefined;
}
