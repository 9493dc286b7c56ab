// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';
import { text } from './text.ts';

/** How a link reaches the wire, as far as the kernel tells: `physical` has a device in /sys; all others are `virtual`. */
export const MEDIA = ['physical', 'wifi', 'loopback', 'virtual'] as const;

export const LinkAddress = z.object({
  family: z.literal([4, 6]),
  /** Address without prefix length. */
  ip: z.string(),
  prefix: z.int(),
  scope: z.string(),
  /** `dynamic`, `tentative`, `dadfailed`, `deprecated`, `temporary`… as iproute2 prints them. */
  flags: z.array(z.string()),
});

/** Who configures a link, beside the kernel. */
export const Keeper = z.object({
  by: z.enum(['NetworkManager', 'networkd', 'ifupdown']),
  /** Its connection or file for the link, by name, where that may be read. */
  profile: z.optional(z.string()),
  /** That was written by netplan. */
  netplan: z.optional(z.boolean()),
});
export type Keeper = z.infer<typeof Keeper>;

/** One kernel link, as `ip -d -s -j addr` and /sys tell of it. */
export const Link = z.object({
  ifindex: z.int(),
  name: text(16),
  /** rtnetlink's IFLA_INFO_KIND (`macvlan`, `vlan`, `bridge`, `veth`…), or empty for a link without one. */
  kind: z.string(),
  medium: z.enum(MEDIA),
  mac: z.string(),
  mtu: z.int(),
  up: z.boolean(),
  /** IFF_LOWER_UP: a signal on the wire. */
  carrier: z.boolean(),
  /** IF_OPER_* of RFC 2863: `up`, `down`, `lowerlayerdown`, `dormant`, `unknown`… */
  operstate: z.string(),
  promiscuity: z.int(),
  /** ifindex of the link this one sits on; undefined when there is none or it is in another namespace. */
  parent: z.optional(z.int()),
  /** True when the parent is in another network namespace; `parent` is then an ifindex there. */
  parentElsewhere: z.boolean(),
  /** ifindex of the bridge, bond or team that this link is a port of. */
  master: z.optional(z.int()),
  /** macvlan or ipvlan mode, where it has one. */
  mode: z.optional(z.string()),
  /** ipvlan flag other than bridge; `nopromisc` of macvlan. */
  flag: z.optional(z.string()),
  /** 802.1Q id (1–4094; the kernel also takes 0) and protocol, on a sub-interface. */
  vlan: z.optional(z.object({ id: z.int(), protocol: z.string() })),
  /** Mbit/s; undefined when unknown (no carrier, virtual). */
  speed: z.optional(z.int()),
  duplex: z.optional(z.string()),
  driver: z.optional(z.string()),
  keeper: z.optional(Keeper),
  addresses: z.array(LinkAddress),
  /** Counters since the link was made; bytes and packets. */
  rx: z.object({ bytes: z.number(), packets: z.number(), errors: z.number(), dropped: z.number() }),
  tx: z.object({ bytes: z.number(), packets: z.number(), errors: z.number(), dropped: z.number() }),
});
export type Link = z.infer<typeof Link>;
export type LinkAddress = z.infer<typeof LinkAddress>;

export const Route = z.object({
  family: z.literal([4, 6]),
  /** `default` or a subnet in CIDR. */
  to: z.string(),
  via: z.optional(z.string()),
  dev: z.string(),
  source: z.optional(z.string()),
  metric: z.optional(z.int()),
  protocol: z.optional(z.string()),
  scope: z.optional(z.string()),
});
export type Route = z.infer<typeof Route>;

export const Neighbour = z.object({
  ip: z.string(),
  dev: z.string(),
  mac: z.optional(z.string()),
  /** NUD state: `REACHABLE`, `STALE`, `FAILED`, `INCOMPLETE`, `PERMANENT`… */
  states: z.array(z.string()),
  router: z.boolean(),
});
export type Neighbour = z.infer<typeof Neighbour>;

export const linkNamed = (links: readonly Link[], name: string): Link | undefined =>
  links.find((link) => link.name === name);

export const linkAt = (links: readonly Link[], ifindex: number | undefined): Link | undefined =>
  ifindex === undefined ? undefined : links.find((link) => link.ifindex === ifindex);
