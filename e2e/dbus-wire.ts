// SPDX-License-Identifier: Apache-2.0

/** As much of the D-Bus wire format (freedesktop's D-Bus Specification, "Message Protocol") as an authentication agent needs. */

export const CALL = 1;
export const REPLY = 2;
export const ERROR = 3;

/** Header fields that are read and written, by code; all are texts but the serial. */
const FIELDS = { path: 1, interface: 2, member: 3, error: 4, replyTo: 5, destination: 6, sender: 7 } as const;
const SIGNATURES = {
  path: 'o',
  interface: 's',
  member: 's',
  error: 's',
  replyTo: 'u',
  destination: 's',
} as const;
const BODY_SIGNATURE = 8;

export interface Message {
  type: number;
  serial: number;
  path?: string;
  interface?: string;
  member?: string;
  error?: string;
  /** Serial of the message that this answers. */
  replyTo?: number;
  destination?: string;
  sender?: string;
}

/** Little-endian, every value aligned to its size. */
export class Writer {
  #bytes: number[] = [];

  align(to: number): this {
    while (this.#bytes.length % to !== 0) this.#bytes.push(0);
    return this;
  }
  byte(value: number): this {
    this.#bytes.push(value);
    return this;
  }
  u32(value: number): this {
    this.align(4);
    for (let shift = 0; shift < 32; shift += 8) this.#bytes.push((value >>> shift) & 0xff);
    return this;
  }
  u64(value: number): this {
    return this.align(8)
      .u32(value % 2 ** 32)
      .u32(Math.floor(value / 2 ** 32));
  }
  text(value: string): this {
    const bytes = Buffer.from(value);
    this.u32(bytes.length);
    this.#bytes.push(...bytes, 0);
    return this;
  }
  signature(value: string): this {
    this.#bytes.push(value.length, ...Buffer.from(value), 0);
    return this;
  }
  raw(bytes: Buffer): this {
    this.#bytes.push(...bytes);
    return this;
  }
  done(): Buffer {
    return Buffer.from(this.#bytes);
  }
}

export function encode(message: Message, signature = '', body: Buffer = Buffer.alloc(0)): Buffer {
  const fields = new Writer();
  for (const [name, type] of Object.entries(SIGNATURES)) {
    const value = message[name as keyof typeof SIGNATURES];
    if (value === undefined) continue;
    fields
      .align(8)
      .byte(FIELDS[name as keyof typeof FIELDS])
      .signature(type);
    if (typeof value === 'number') fields.u32(value);
    else fields.text(value);
  }
  if (signature !== '') fields.align(8).byte(BODY_SIGNATURE).signature('g').signature(signature);
  const head = fields.done();
  return new Writer()
    .raw(Buffer.from(['l'.charCodeAt(0), message.type, 0, 1]))
    .u32(body.length)
    .u32(message.serial)
    .u32(head.length)
    .raw(head)
    .align(8)
    .raw(body)
    .done();
}

const aligned = (at: number, to: number): number => Math.ceil(at / to) * to;

/** The first whole message of the bytes, and how long it is; undefined: not all of it is here yet. */
export function decode(bytes: Buffer): { message: Message; length: number } | undefined {
  if (bytes.length < 16) return undefined;
  const end = 16 + bytes.readUInt32LE(12);
  const length = aligned(end, 8) + bytes.readUInt32LE(4);
  if (bytes.length < length) return undefined;
  const message: Message = { type: bytes.readUInt8(1), serial: bytes.readUInt32LE(8) };
  for (let at = 16; at < end; ) {
    at = aligned(at, 8);
    const name = Object.entries(FIELDS).find(([, code]) => code === bytes.readUInt8(at))?.[0];
    const type = String.fromCharCode(bytes.readUInt8(at + 2));
    const [value, next] = valueAt(bytes, at + 4, type);
    if (name !== undefined) Object.assign(message, { [name]: value });
    at = next;
  }
  return { message, length };
}

/** A header field's value, and where it ends. `g` is a signature, all other texts have a 4-byte length. */
function valueAt(bytes: Buffer, from: number, type: string): [string | number, number] {
  if (type === 'g') {
    const length = bytes.readUInt8(from);
    return [bytes.toString('utf8', from + 1, from + 1 + length), from + length + 2];
  }
  const at = aligned(from, 4);
  const number = bytes.readUInt32LE(at);
  if (type === 'u') return [number, at + 4];
  return [bytes.toString('utf8', at + 4, at + 4 + number), at + 4 + number + 1];
}
