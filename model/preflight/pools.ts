// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';
import { parseIp } from '../net/ip.ts';
import {
  broadcastOf,
  holds,
  networkAddress,
  overlaps,
  prefixOf,
  readSubnet,
  type Subnet,
  subnetHas,
} from '../net/subnet.ts';
import type { NetworkSpec, PoolSpec } from '../network.ts';
import type { Observation } from '../observation.ts';
import { capacity, readPool, subnetEnds } from '../pool/pool.ts';

/** What is to be said of a spec's pools: each text, how they fit together, and how they fit the host. */
export function judgePools(spec: NetworkSpec, parent: string, observation: Observation): Finding[] {
  const findings = spec.pools.flatMap((pool, index) => judgePool(pool, spec, `pools.${index}`));
  return [...findings, ...overlapsWithin(spec), ...overlapsOnParent(spec, parent, observation)];
}

function judgePool(pool: PoolSpec, spec: NetworkSpec, at: string): Finding[] {
  const reading = readSubnet(pool.subnet);
  if (reading.kind === 'bad') return [finding('subnet-bad', { subnet: pool.subnet }, `${at}.subnet`)];
  if (reading.kind === 'host-bits') {
    const repair = { field: `${at}.subnet`, value: reading.meant };
    return [
      finding('subnet-host-bits', { subnet: pool.subnet, meant: reading.meant }, `${at}.subnet`, repair),
    ];
  }
  const { subnet } = reading;
  return [
    ...judgeSubnet(subnet, at),
    ...judgeGateway(pool, subnet, at),
    ...judgeRange(pool, subnet, at),
    ...judgeReserved(pool, subnet, at),
    ...judgeRoom(pool, spec, at),
  ];
}

function judgeSubnet(subnet: Subnet, at: string): Finding[] {
  if (prefixOf(subnet) === 0) return [finding('subnet-everything', { subnet }, `${at}.subnet`)];
  const odd = (
    [
      ['224.0.0.0/4', 'subnet-multicast'],
      ['ff00::/8', 'subnet-multicast'],
      ['127.0.0.0/8', 'subnet-loopback'],
      ['::1/128', 'subnet-loopback'],
    ] as const
  ).find(([block]) => overlaps(block as Subnet, subnet));
  return odd === undefined ? [] : [finding(odd[1], { subnet }, `${at}.subnet`)];
}

function judgeGateway(pool: PoolSpec, subnet: Subnet, at: string): Finding[] {
  const field = `${at}.gateway`;
  const { gateway } = pool;
  if (gateway === undefined) return [];
  const ip = parseIp(gateway);
  if (ip === undefined) return [finding('gateway-bad', { gateway }, field)];
  if (!subnetHas(subnet, ip)) return [finding('gateway-outside', { gateway, subnet }, field)];
  if (prefixOf(subnet) >= (ip.includes(':') ? 127 : 31)) return [];
  if (ip === networkAddress(subnet)) return [finding('gateway-is-network', { gateway, subnet }, field)];
  return ip === broadcastOf(subnet) ? [finding('gateway-is-broadcast', { gateway, subnet }, field)] : [];
}

function judgeRange(pool: PoolSpec, subnet: Subnet, at: string): Finding[] {
  const field = `${at}.range`;
  if (pool.range === undefined) return [];
  const reading = readSubnet(pool.range);
  if (reading.kind === 'bad') return [finding('range-bad', { range: pool.range }, field)];
  if (reading.kind === 'host-bits') {
    return [
      finding('range-host-bits', { range: pool.range, meant: reading.meant }, field, {
        field,
        value: reading.meant,
      }),
    ];
  }
  return holds(subnet, reading.subnet)
    ? []
    : [finding('range-outside', { range: pool.range, subnet }, field)];
}

function judgeReserved(pool: PoolSpec, subnet: Subnet, at: string): Finding[] {
  const seen = new Set<string>();
  return Object.entries(pool.reserved).flatMap(([name, address]) => {
    const field = `${at}.reserved.${name}`;
    const ip = parseIp(address);
    if (ip === undefined) return [finding('reserved-bad', { name, address }, field)];
    if (!subnetHas(subnet, ip)) return [finding('reserved-outside', { name, address, subnet }, field)];
    if (pool.gateway !== undefined && ip === parseIp(pool.gateway)) {
      return [finding('reserved-is-gateway', { name, address }, field)];
    }
    if (subnetEnds(subnet).includes(ip))
      return [finding('reserved-is-end', { name, address, subnet }, field)];
    if (seen.has(ip)) return [finding('reserved-twice', { name, address }, field)];
    seen.add(ip);
    return [];
  });
}

function judgeRoom(pool: PoolSpec, spec: NetworkSpec, at: string): Finding[] {
  const read = readPool(pool, spec);
  if (read === undefined) return [];
  const free = capacity(read);
  return free < 2n
    ? [finding('subnet-small', { subnet: pool.subnet, free: Number(free) }, `${at}.subnet`)]
    : [];
}

const subnetsOf = (pools: readonly PoolSpec[]): Subnet[] =>
  pools
    .map((pool) => readSubnet(pool.subnet))
    .flatMap((reading) => (reading.kind === 'subnet' ? [reading.subnet] : []));

function overlapsWithin(spec: NetworkSpec): Finding[] {
  return spec.pools.flatMap((pool, index) => {
    const mine = subnetsOf([pool])[0];
    const other = mine && subnetsOf(spec.pools.slice(0, index)).find((subnet) => overlaps(subnet, mine));
    return other === undefined
      ? []
      : [finding('subnet-overlaps-self', { subnet: pool.subnet, other }, `pools.${index}.subnet`)];
  });
}

/** Per parent: one subnet on two VLANs is two LANs, and that is fine. On one parent it would give one address twice. */
function overlapsOnParent(spec: NetworkSpec, parent: string, observation: Observation): Finding[] {
  const others = observation.networks.filter(
    (network) => network.parent === parent && network.spec.id !== spec.id,
  );
  return spec.pools.flatMap((pool, index) => {
    const mine = subnetsOf([pool])[0];
    for (const network of mine === undefined ? [] : others) {
      const other = subnetsOf(network.pools).find((subnet) => overlaps(subnet, mine as Subnet));
      if (other !== undefined) {
        const facts = { subnet: pool.subnet, other, network: network.spec.name, parent };
        return [finding('subnet-overlaps', facts, `pools.${index}.subnet`)];
      }
    }
    return [];
  });
}
