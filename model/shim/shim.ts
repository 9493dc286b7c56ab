// SPDX-License-Identifier: Apache-2.0
import { isByDhcp } from '../lan/by-dhcp.ts';
import { type Link, linkNamed } from '../link.ts';
import { BITS, type Ip, parseIp } from '../net/ip.ts';
import { macOfText } from '../net/mac.ts';
import { subnetAt, subnetHas } from '../net/subnet.ts';
import type { NetworkRecord, NetworkSpec, Shim } from '../network.ts';
import type { Observation } from '../observation.ts';
import { notFree } from '../pool/lease.ts';
import { makeLedger } from '../pool/ledger.ts';
import { type Pool, readPools } from '../pool/pool.ts';

/** Ours at a glance in `ip link`, and 13 of the kernel's 15 characters. */
export const shimName = ({ id }: Pick<NetworkSpec, 'id'>): string => `ly-${id.slice(0, 10)}`;

/** The network's shim as it is kept in its record, or the pool that has no address left for it. */
export type ShimDraft = { shim: Shim } | { full: Pool };

/**
 * A shim for a network. It leases an address of every pool that needs one: the lowest that nobody has.
 * Its MAC hangs on the network alone, so that switches and neighbours meet the same one after every start.
 */
export function draftShim(record: NetworkRecord, observation: Observation): ShimDraft {
  const { spec, pools } = record;
  const parent = linkNamed(observation.links, record.parent);
  const taken = notFree(record, observation);
  const addresses: string[] = [];
  for (const pool of readPools(pools, spec)) {
    if (!needsLease(pool, spec, parent)) continue;
    const ledger = makeLedger(pool);
    for (const ip of taken.keys()) ledger.take(ip);
    const ip = ledger.next();
    if (ip === undefined) return { full: pool };
    addresses.push(`${ip}/${BITS[pool.family]}`);
  }
  const mac = spec.driver === 'ipvlan' ? '' : macOfText(`host/${spec.id}`);
  return { shim: { link: shimName(spec), mac, addresses } };
}

/**
 * A macvlan answers ARP for every IPv4 address of its host (ip-sysctl: arp_ignore 0), so one on the parent in the
 * pool's subnet serves. Neighbour discovery answers for a link's own addresses only (RFC 4861, 7.2.3), and an ipvlan
 * takes in nothing that is not for its own.
 */
const needsLease = (pool: Pool, { driver }: NetworkSpec, parent: Link | undefined): boolean =>
  pool.family === 6 || driver === 'ipvlan' || ownIps(parent).every(({ ip }) => !subnetHas(pool.subnet, ip));

/** The host's IPv4 address that a container at `ip` is spoken to from; undefined: the kernel chooses. */
export function sourceFor(
  ip: Ip,
  { spec, pools, shim, parent }: NetworkRecord,
  { links }: Observation,
): Ip | undefined {
  const own = ownIps(linkNamed(links, parent));
  const pool = readPools(pools, spec).find(({ subnet }) => subnetHas(subnet, ip));
  if (pool === undefined) return own.find((one) => subnetHas(subnetAt(one.ip, one.prefix), ip))?.ip;
  const leased = (shim?.addresses ?? []).flatMap((address) => parseIp(bareAddress(address)) ?? []);
  return [...leased, ...own.map((one) => one.ip)].find((one) => subnetHas(pool.subnet, one));
}

/** A DHCP network has no pool to lease from: its containers can meet the host's own address only. */
export const lacksAddress = (spec: NetworkSpec, parent: Link | undefined): boolean =>
  isByDhcp(spec) && ownIps(parent).length === 0;

const ownIps = (parent: Link | undefined): { ip: Ip; prefix: number }[] =>
  (parent?.addresses ?? [])
    .filter(({ family, scope }) => family === 4 && scope === 'global')
    .flatMap(({ ip, prefix }) => {
      const read = parseIp(ip);
      return read === undefined ? [] : [{ ip: read, prefix }];
    });

export const bareAddress = (address: string): string => address.slice(0, address.indexOf('/'));
