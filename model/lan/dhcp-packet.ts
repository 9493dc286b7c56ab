// SPDX-License-Identifier: Apache-2.0
import { type Ip, parseIp } from '../net/ip.ts';
import type { Mac } from '../net/mac.ts';

/** Bytes of every question: the size that all servers take and may answer with (RFC 2131, 2). */
export const PACKET = 576;

const COOKIE = [99, 130, 83, 99] as const;
const OPTIONS = 240;

/** What a server would lease, asked without taking it. */
export interface Offer {
  ip: Ip;
  server: Ip;
}

/** A DHCPDISCOVER (RFC 2131, 4.4.1) of a client with that MAC, to be answered by broadcast. `xid`: 0 to 2^32-1. */
export function discover(mac: Mac, xid: number): Uint8Array {
  const packet = new Uint8Array(PACKET);
  const view = new DataView(packet.buffer);
  packet.set([1, 1, 6, 0]);
  view.setUint32(4, xid);
  view.setUint16(10, 0x8000);
  packet.set(
    mac.split(':').map((pair) => Number.parseInt(pair, 16)),
    28,
  );
  packet.set(COOKIE, OPTIONS - 4);
  // Message type, the parameters that every client wants (mask, router, DNS), end.
  packet.set([53, 1, 1, 55, 3, 1, 3, 6, 255], OPTIONS);
  return packet;
}

/** The offers in a stream of datagrams that stand one after the other: each is found by its cookie, those with another xid's top 16 bits are others'. */
export function readOffers(stream: Uint8Array, xid: number): Offer[] {
  const offers: Offer[] = [];
  for (let at = 0; at + OPTIONS <= stream.length; at++) {
    if (!COOKIE.every((byte, index) => stream[at + OPTIONS - 4 + index] === byte)) continue;
    const offer = readOffer(stream.subarray(at), xid);
    if (offer !== undefined) offers.push(offer);
  }
  return offers;
}

function readOffer(packet: Uint8Array, xid: number): Offer | undefined {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  if (packet[0] !== 2 || view.getUint32(4) >>> 16 !== xid >>> 16) return undefined;
  const options = readOptions(packet);
  const [ip, server] = [ipAt(packet.subarray(16, 20)), ipAt(options.get(54))];
  return options.get(53)?.[0] === 2 && ip !== undefined && server !== undefined ? { ip, server } : undefined;
}

function readOptions(packet: Uint8Array): Map<number, Uint8Array> {
  const options = new Map<number, Uint8Array>();
  for (let at = OPTIONS; at + 1 < packet.length; ) {
    const code = packet[at] ?? 255;
    if (code === 255) break;
    const length = packet[at + 1] ?? 0;
    if (code !== 0) options.set(code, packet.subarray(at + 2, at + 2 + length));
    at += code === 0 ? 1 : 2 + length;
  }
  return options;
}

const ipAt = (bytes: Uint8Array | undefined): Ip | undefined =>
  bytes?.length === 4 ? parseIp(bytes.join('.')) : undefined;
