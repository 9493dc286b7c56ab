// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';
import { Id, Typed, text } from './text.ts';

export const DRIVERS = ['macvlan', 'ipvlan'] as const;
export type Driver = (typeof DRIVERS)[number];

/** Kernel modes per driver; the first is the default (Docker: macvlan bridge, ipvlan l2). */
export const MODES = {
  macvlan: ['bridge', 'private', 'vepa', 'passthru'],
  ipvlan: ['l2', 'l3', 'l3s'],
} as const satisfies Record<Driver, readonly string[]>;

/** ipvlan's isolation flag; the first is the default. */
export const IPVLAN_FLAGS = ['bridge', 'private', 'vepa'] as const;

/** What is wanted of one subnet: Docker's IPAM.Config entry. Texts as typed; preflight judges them. */
export const PoolSpec = z.strictObject({
  subnet: Typed,
  /** Undefined: the first address of the range, or of the subnet (Docker). */
  gateway: z.optional(Typed),
  /** The part of the subnet that is given out; undefined: all of it. */
  range: z.optional(Typed),
  /** Docker's aux-addresses: name to address, never given out. */
  reserved: z.record(text(128), Typed),
});
export type PoolSpec = z.infer<typeof PoolSpec>;

/** What is wanted of a network. `id` is chosen by whoever asks, so that a plan made twice is the same plan. */
export const NetworkSpec = z.strictObject({
  id: Id,
  name: text(512),
  driver: text(64),
  /** `macvlan_mode` / `ipvlan_mode`; undefined: the driver's default. */
  mode: z.optional(text(32)),
  /** `ipvlan_flag`; undefined: bridge. */
  flag: z.optional(text(32)),
  /** A link's name, or `NIC.ID` for VLAN ID on it; undefined: a dummy link of the network's own. */
  parent: z.optional(text(64)),
  /** No way out: no default route (Docker's --internal). */
  internal: z.boolean(),
  /** Asked for with --ipv6; an IPv6 subnet turns it on by itself. */
  ipv6: z.boolean(),
  /** Containers take IPv6 addresses from router advertisements (SLAAC, RFC 4862), beside those of IPv6 pools; turns IPv6 on by itself. */
  slaac: z.optional(z.boolean()),
  /** False: IPv6 only (Docker 28's --ipv4=false). Else IPv4 has a pool, a default one if none is given. */
  ipv4: z.optional(z.boolean()),
  ipam: text(64),
  /** Empty: a pool of Docker's default address pools is taken. */
  pools: z.array(PoolSpec).check(z.maxLength(64)),
  /** Bytes, of every link on it; undefined: the parent's. Never above the parent's. */
  mtu: z.optional(z.int().check(z.minimum(68), z.maximum(65535))),
  /** Docker's --attachable, kept for `inspect`: only Swarm asks. */
  attachable: z.optional(z.boolean()),
  /** The host and the containers reach each other, through a shim; undefined: they do not. */
  hostAccess: z.optional(z.boolean()),
  /** Driver options as given, for `inspect`: known and unknown ones alike (Docker keeps them). */
  options: z.record(text(128), text(256)),
  labels: z.record(text(256), text(4096)),
});
export type NetworkSpec = z.infer<typeof NetworkSpec>;

/** The host's side of a network with host access: a link that is there while containers run on it, and a route to each. */
export const Shim = z.object({
  /** `ly-` and 10 hex of the network's id. */
  link: z.string(),
  /** Empty for ipvlan, which has its parent's. */
  mac: z.string(),
  /** Leased of the pools, each `ADDRESS/32` or `ADDRESS/128`; none of a pool where the host's own address on the parent serves. */
  addresses: z.array(z.string()),
});
export type Shim = z.infer<typeof Shim>;

/** What is kept of a network in the state folder. */
export const NetworkRecord = z.object({
  spec: NetworkSpec,
  engine: z.enum(['builtin', 'docker']),
  /** Pools as they are in force: the spec's, or the default pool that was taken. */
  pools: z.array(PoolSpec),
  /** Whether its containers have IPv6. */
  ipv6: z.boolean(),
  /** The parent link's name in force: the spec's, or the dummy's (`dm-`/`di-` and 12 hex of the id). */
  parent: z.string(),
  /** Links that Lanyard made for it, and takes away with the last network on them. */
  madeLinks: z.array(z.string()),
  /** Undefined: no host access. */
  shim: z.optional(Shim),
});
export type NetworkRecord = z.infer<typeof NetworkRecord>;

/** A network that is there. `created`: milliseconds since the epoch. */
export const Network = z.extend(NetworkRecord, { created: z.number() });
export type Network = z.infer<typeof Network>;
