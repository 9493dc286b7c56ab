// SPDX-License-Identifier: Apache-2.0
import ipaddr from 'ipaddr.js';

export type Family = 4 | 6;

/** An address in its canonical text: dotted quad, or RFC 5952. Equal addresses are equal strings. */
export type Ip = string & { readonly __brand: 'Ip' };

export const BITS = { 4: 32, 6: 128 } as const;

const IPV4_TEXT = /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/;

/** Reads one address; undefined when the text is not one. No leading zeros, no zone, no prefix length (as Go's net.ParseIP). */
export function parseIp(text: string): Ip | undefined {
  if (IPV4_TEXT.test(text)) return ipaddr.IPv4.isValidFourPartDecimal(text) ? (text as Ip) : undefined;
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return (
    address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : address.toRFC5952String()
  ) as Ip;
}

export const familyOf = (ip: Ip): Family => (ip.includes(':') ? 6 : 4);

/** The address as an unsigned integer, 0 to 2^32-1 or 2^128-1. */
export function ipToInt(ip: Ip): bigint {
  return ipaddr
    .parse(ip)
    .toByteArray()
    .reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

export function intToIp(family: Family, value: bigint): Ip {
  const size = BITS[family] / 8;
  const bytes = Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * (size - 1 - i))) & 0xffn));
  return (family === 4 ? new ipaddr.IPv4(bytes).toString() : new ipaddr.IPv6(bytes).toRFC5952String()) as Ip;
}

export function compareIp(a: Ip, b: Ip): number {
  const byFamily = familyOf(a) - familyOf(b);
  if (byFamily !== 0) return byFamily;
  const [x, y] = [ipToInt(a), ipToInt(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
