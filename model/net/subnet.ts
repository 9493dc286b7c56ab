// SPDX-License-Identifier: Apache-2.0
import { BITS, type Family, familyOf, type Ip, intToIp, ipToInt, parseIp } from './ip.ts';

/** A subnet in canonical CIDR text, host bits zero: `10.77.0.0/24`, `2001:db8:77::/64`. */
export type Subnet = string & { readonly __brand: 'Subnet' };

/** A block of addresses, both ends included. */
export interface Span {
  family: Family;
  first: bigint;
  last: bigint;
}

export type SubnetReading =
  | { kind: 'subnet'; subnet: Subnet }
  /** Well-formed, but an address inside the subnet was written: `meant` is the subnet itself. */
  | { kind: 'host-bits'; meant: Subnet }
  | { kind: 'bad' };

/** Reads CIDR text (RFC 4632, RFC 4291): an address, `/`, a prefix length of 0 to 32 or 0 to 128 without leading zero. */
export function readSubnet(text: string): SubnetReading {
  const slash = text.lastIndexOf('/');
  const ip = slash < 0 ? undefined : parseIp(text.slice(0, slash));
  const lengthText = text.slice(slash + 1);
  if (ip === undefined || !/^(0|[1-9]\d{0,2})$/.test(lengthText)) return { kind: 'bad' };
  const family = familyOf(ip);
  const prefix = Number(lengthText);
  if (prefix > BITS[family]) return { kind: 'bad' };
  const subnet = subnetAt(ip, prefix);
  return ipToInt(ip) === spanOf(subnet).first
    ? { kind: 'subnet', subnet }
    : { kind: 'host-bits', meant: subnet };
}

/** The subnet of that prefix length which holds the address. */
export function subnetAt(ip: Ip, prefix: number): Subnet {
  const family = familyOf(ip);
  const hostBits = BigInt(BITS[family] - prefix);
  return `${intToIp(family, (ipToInt(ip) >> hostBits) << hostBits)}/${prefix}` as Subnet;
}

export const prefixOf = (subnet: Subnet): number => Number(subnet.slice(subnet.lastIndexOf('/') + 1));

export const networkAddress = (subnet: Subnet): Ip => subnet.slice(0, subnet.lastIndexOf('/')) as Ip;

export function spanOf(subnet: Subnet): Span {
  const ip = networkAddress(subnet);
  const family = familyOf(ip);
  const first = ipToInt(ip);
  return { family, first, last: first + (1n << BigInt(BITS[family] - prefixOf(subnet))) - 1n };
}

export function spanHas(span: Span, ip: Ip): boolean {
  if (familyOf(ip) !== span.family) return false;
  const value = ipToInt(ip);
  return value >= span.first && value <= span.last;
}

export const subnetHas = (subnet: Subnet, ip: Ip): boolean => spanHas(spanOf(subnet), ip);

export function overlaps(a: Subnet, b: Subnet): boolean {
  const [x, y] = [spanOf(a), spanOf(b)];
  return x.family === y.family && x.first <= y.last && y.first <= x.last;
}

export function holds(outer: Subnet, inner: Subnet): boolean {
  const [x, y] = [spanOf(outer), spanOf(inner)];
  return x.family === y.family && x.first <= y.first && y.last <= x.last;
}

/** IPv4 directed broadcast; undefined for IPv6, and for /31 and /32, which have none (RFC 3021). */
export function broadcastOf(subnet: Subnet): Ip | undefined {
  const span = spanOf(subnet);
  return span.family === 4 && prefixOf(subnet) < 31 ? intToIp(4, span.last) : undefined;
}
