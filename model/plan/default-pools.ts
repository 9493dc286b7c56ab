// SPDX-License-Identifier: Apache-2.0
import { isByDhcp } from '../lan/by-dhcp.ts';
import { intToIp } from '../net/ip.ts';
import { overlaps, readSubnet, type Subnet, spanOf } from '../net/subnet.ts';
import type { NetworkSpec, PoolSpec } from '../network.ts';
import type { Observation } from '../observation.ts';
import { hasDefaultRoute } from '../pool/pool.ts';

/** Docker's default address pools, in its order: 172.17–31/16, then 192.168.0–240/20. 172.17 is docker0's. */
const DEFAULT_POOLS: readonly Subnet[] = [
  ...Array.from({ length: 14 }, (_, i) => `172.${18 + i}.0.0/16`),
  ...Array.from({ length: 16 }, (_, i) => `192.168.${16 * i}.0/20`),
].map((text) => text as Subnet);

const isV6 = (pool: PoolSpec): boolean => pool.subnet.includes(':');

/** The spec's, and after them a default pool for each family that is on and has none (Docker 28). Undefined: none is free. */
export function poolsInForce(spec: NetworkSpec, observation: Observation): PoolSpec[] | undefined {
  if (isByDhcp(spec)) return spec.pools;
  const v4 = spec.ipv4 === false || !spec.pools.every(isV6) ? [] : freePool(spec, observation);
  const v6 = spec.ipv6 && !spec.slaac && !spec.pools.some(isV6) ? [withGateway(uniqueLocal(spec), spec)] : [];
  return v4 && [...spec.pools, ...v4, ...v6];
}

/** The first default pool that no network has and no route of the host leads to. */
function freePool(spec: NetworkSpec, observation: Observation): PoolSpec[] | undefined {
  const used = [
    ...observation.networks.flatMap((network) => network.pools.map((pool) => pool.subnet)),
    ...observation.routes.map((route) => route.to),
  ]
    .map((text) => readSubnet(text))
    .flatMap((reading) => (reading.kind === 'subnet' ? [reading.subnet] : []));
  const free = DEFAULT_POOLS.find((pool) => !used.some((subnet) => overlaps(subnet, pool)));
  return free && [withGateway(free, spec)];
}

function withGateway(subnet: Subnet, spec: NetworkSpec): PoolSpec {
  const { family, first } = spanOf(subnet);
  const gateway = intToIp(family, first + 1n);
  return { subnet, ...(hasDefaultRoute(spec) ? { gateway } : {}), reserved: {} };
}

/** A unique local /64 (RFC 4193): its 40 random bits are the network id's first, so that a plan made twice is the same. */
function uniqueLocal({ id }: NetworkSpec): Subnet {
  const reading = readSubnet(`fd${id.slice(0, 2)}:${id.slice(2, 6)}:${id.slice(6, 10)}::/64`);
  if (reading.kind !== 'subnet') throw new TypeError(`${id} is no id`);
  return reading.subnet;
}
