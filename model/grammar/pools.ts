// SPDX-License-Identifier: Apache-2.0
import { fault } from '../fault.ts';
import { type Ip, parseIp } from '../net/ip.ts';
import { readSubnet, type Subnet, subnetHas } from '../net/subnet.ts';
import type { PoolSpec } from '../network.ts';
import { failed, ok, type Result } from '../result.ts';

/** The four flags of `network create` that make pools. */
export interface PoolFlags {
  subnet: readonly string[];
  gateway: readonly string[];
  'ip-range': readonly string[];
  'aux-address': Readonly<Record<string, string>>;
}

interface Draft {
  subnet: Subnet;
  pool: PoolSpec;
}

/**
 * Matches gateways, ranges and reserved addresses to subnets, as Docker's command line does, in the order of the subnets.
 * Only what the matching itself needs is judged here; the rest is preflight's.
 */
export function poolsOf(flags: PoolFlags): Result<PoolSpec[]> {
  if (flags['ip-range'].length > flags.subnet.length)
    return failed(fault('pool-without-subnet', { field: '--ip-range' }));
  if (flags.gateway.length > flags.subnet.length)
    return failed(fault('pool-without-subnet', { field: '--gateway' }));
  const [only = '', ...more] = flags.subnet;
  // An empty one is as good as none (Docker): a default pool is taken.
  if (more.length === 0 && isAlone(flags)) return ok(only === '' ? [] : [{ subnet: only, reserved: {} }]);
  const drafts = draftsOf(flags.subnet);
  if (!drafts.ok) return drafts;
  const placed =
    placeRanges(flags['ip-range'], drafts.value) ??
    placeGateways(flags.gateway, drafts.value) ??
    placeReserved(flags['aux-address'], drafts.value);
  return placed ?? ok(drafts.value.map((draft) => draft.pool));
}

const isAlone = (flags: PoolFlags): boolean =>
  flags.gateway.length + flags['ip-range'].length + Object.keys(flags['aux-address']).length === 0;

function draftsOf(subnets: readonly string[]): Result<Draft[]> {
  const drafts: Draft[] = [];
  for (const text of subnets) {
    const reading = readSubnet(text);
    if (reading.kind === 'bad') return failed(fault('subnet-bad', { subnet: text }));
    const subnet = reading.kind === 'subnet' ? reading.subnet : reading.meant;
    const other = drafts.find((draft) => meet(draft.subnet, subnet));
    if (other) return failed(fault('subnet-overlaps-self', { subnet: text, other: other.pool.subnet }));
    drafts.push({ subnet, pool: { subnet: text, reserved: {} } });
  }
  return ok(drafts);
}

const addressOf = (cidr: string): Ip => cidr.slice(0, cidr.lastIndexOf('/')) as Ip;

const meet = (a: Subnet, b: Subnet): boolean => subnetHas(a, addressOf(b)) || subnetHas(b, addressOf(a));

type Refused = Result<never> | undefined;

function placeRanges(ranges: readonly string[], drafts: readonly Draft[]): Refused {
  for (const range of ranges) {
    const ip =
      range.includes('/') && readSubnet(range).kind !== 'bad' ? parseIp(addressOf(range)) : undefined;
    if (ip === undefined) return failed(fault('range-bad', { range }));
    const draft = drafts.find(({ subnet }) => subnetHas(subnet, ip));
    if (draft === undefined) return failed(fault('range-unmatched', { range }));
    const { range: other, subnet } = draft.pool;
    if (other !== undefined) return failed(fault('range-twice', { range, other, subnet }));
    draft.pool.range = range;
  }
  return undefined;
}

function placeGateways(gateways: readonly string[], drafts: readonly Draft[]): Refused {
  for (const gateway of gateways) {
    const ip = parseIp(gateway.replace(/\/\d+$/, ''));
    const draft = ip && drafts.find(({ subnet }) => subnetHas(subnet, ip));
    if (!draft) return failed(fault('gateway-unmatched', { gateway }));
    const { gateway: other, subnet } = draft.pool;
    if (other !== undefined) return failed(fault('gateway-twice', { gateway, other, subnet }));
    draft.pool.gateway = gateway;
  }
  return undefined;
}

function placeReserved(reserved: Readonly<Record<string, string>>, drafts: readonly Draft[]): Refused {
  for (const [name, address] of Object.entries(reserved)) {
    if (address === '') return failed(fault('reserved-unnamed', { address: name }));
    const ip = parseIp(address.replace(/\/\d+$/, ''));
    const draft = ip && drafts.find(({ subnet }) => subnetHas(subnet, ip));
    if (!draft) return failed(fault('reserved-unmatched', { name, address }));
    draft.pool.reserved[name] = address;
  }
  return undefined;
}
