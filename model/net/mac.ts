// SPDX-License-Identifier: Apache-2.0
import { type Ip, ipToInt } from './ip.ts';

/** A 48-bit MAC in lower case, colon separated: `02:42:ac:10:56:02`. */
export type Mac = string & { readonly __brand: 'Mac' };

const FORMS = [
  /^([0-9a-f]{2})[:-]([0-9a-f]{2})[:-]([0-9a-f]{2})[:-]([0-9a-f]{2})[:-]([0-9a-f]{2})[:-]([0-9a-f]{2})$/i,
  /^([0-9a-f]{2})([0-9a-f]{2})\.([0-9a-f]{2})([0-9a-f]{2})\.([0-9a-f]{2})([0-9a-f]{2})$/i,
];

/** Reads the forms Go's net.ParseMAC takes for 48 bits: `aa:bb:…`, `aa-bb-…`, `aabb.ccdd.eeff`. */
export function parseMac(text: string): Mac | undefined {
  for (const form of FORMS) {
    const bytes = form.exec(text);
    if (bytes) return bytes.slice(1).join(':').toLowerCase() as Mac;
  }
  return undefined;
}

/** A multicast address (I/G bit set, IEEE 802) or all zeros cannot be a link's own: the kernel says EADDRNOTAVAIL. */
export function isUsableMac(mac: Mac): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 1) === 0 && mac !== '00:00:00:00:00:00';
}

/** Docker 20.10's rule: `02:42` and the IPv4 address in hex, so that the MAC stays while the address stays. */
export function macOfIpv4(ip: Ip): Mac {
  return `02:42:${hexPairs(ipToInt(ip).toString(16).padStart(8, '0'))}` as Mac;
}

/** FNV-1a (64 bit) of the text gives the five low bytes: for endpoints that have no IPv4 address. */
export function macOfText(text: string): Mac {
  let hash = 0xcbf29ce484222325n;
  for (const char of text)
    hash = ((hash ^ BigInt(char.codePointAt(0) ?? 0)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return `02:${hexPairs((hash & 0xffffffffffn).toString(16).padStart(10, '0'))}` as Mac;
}

const hexPairs = (hex: string): string => (hex.match(/../g) ?? []).join(':');
