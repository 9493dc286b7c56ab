// SPDX-License-Identifier: Apache-2.0
import { type Ip, intToIp, ipToInt } from '../net/ip.ts';
import { type Span, type Subnet, spanOf, subnetAt, subnetHas } from '../net/subnet.ts';
import { type CellKind, dhcpSpans, marksOf, readStripSubnet, type StripSources } from './cells.ts';

interface Stretch {
  at: number;
  length: number;
}

/** A pool too large for cells: the whole is 0 to 1, and everything stands somewhere on it. */
export interface Bar {
  /** Start and length of the part that is given out. */
  range: Stretch;
  /** What the LAN's own DHCP server leases. */
  dhcp: Stretch[];
  marks: { ip: Ip; kind: CellKind; at: number; who?: string }[];
}

export function stripBar(sources: StripSources): Bar | undefined {
  const subnet = readStripSubnet(sources.subnet);
  if (subnet === undefined) return undefined;
  const whole = spanOf(subnet);
  const size = whole.last - whole.first + 1n;
  const range = spanOf(readStripSubnet(sources.range ?? '') ?? subnet);
  const stretch = ({ first, last }: Span): Stretch => ({
    at: part(first - whole.first, size),
    length: part(last - first + 1n, size),
  });
  return {
    range: stretch(range),
    dhcp: dhcpSpans(sources, subnet).map(stretch),
    marks: [...marksOf(sources, subnet)].map(([ip, mark]) => ({
      ip,
      kind: mark.kind,
      at: part(ipToInt(ip) - whole.first, size),
      ...(mark.who === undefined ? {} : { who: mark.who }),
    })),
  };
}

/** The first and the last address of a subnet. */
export function endsOf(text: string): { first: Ip; last: Ip } | undefined {
  const subnet = readStripSubnet(text);
  if (subnet === undefined) return undefined;
  const { family, first, last } = spanOf(subnet);
  return { first: intToIp(family, first), last: intToIp(family, last) };
}

/** A quotient of large integers as a number, to six digits. */
const part = (value: bigint, whole: bigint): number => Number((value * 1_000_000n) / whole) / 1_000_000;

/** The smallest block inside the subnet that holds both addresses: what a drag from one to the other means as a range. */
export function blockHolding(subnet: Subnet, one: Ip, other: Ip): Subnet {
  const bits = subnet.includes(':') ? 128 : 32;
  for (let prefix = bits; prefix > 0; prefix--) {
    const block = subnetAt(one, prefix);
    if (subnetHas(block, other)) return block;
  }
  return subnet;
}
