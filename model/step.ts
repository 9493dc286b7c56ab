// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';
import { Id } from './text.ts';

/** Undefined: the host's own namespace; else a name under /run/netns. */
const sandbox = z.optional(z.string());
const link = z.string();

/** A link as the kernel is asked for it. `sandbox`: made directly in there, under `name`. */
export const LinkSpec = z.object({
  name: link,
  kind: z.enum(['macvlan', 'ipvlan', 'vlan', 'dummy']),
  parent: z.optional(link),
  mode: z.optional(z.string()),
  flag: z.optional(z.string()),
  vlanId: z.optional(z.int()),
  mac: z.optional(z.string()),
  mtu: z.optional(z.int()),
  sandbox,
});
export type LinkSpec = z.infer<typeof LinkSpec>;

const dhcp = {
  container: Id,
  sandbox: z.string(),
  link,
  parent: link,
  hostname: z.string(),
  request: z.optional(z.string()),
  route: z.boolean(),
};

/** `source`: the host's address that it is used from; undefined: the kernel chooses. */
const route = {
  family: z.literal([4, 6]),
  to: z.string(),
  via: z.optional(z.string()),
  link,
  source: z.optional(z.string()),
};

/** What is kept in the state folder: one JSON file per network and container. */
export const COLLECTIONS = ['networks', 'containers'] as const;

/** One kernel or engine request. `step.inverse` of it is another one, or none; see steps/table.ts. */
export const Step = z.discriminatedUnion('step', [
  z.object({ step: z.literal('link-add'), link: LinkSpec }),
  z.object({ step: z.literal('link-delete'), link: LinkSpec }),
  z.object({ step: z.literal('link-rename'), sandbox, from: link, to: link }),
  /** `was`: the MAC before. */
  z.object({ step: z.literal('link-address'), sandbox, link, mac: z.string(), was: z.string() }),
  z.object({ step: z.literal('link-up'), sandbox, link }),
  z.object({ step: z.literal('link-down'), sandbox, link }),
  /** `address` with its prefix length. */
  z.object({
    step: z.literal('address-add'),
    sandbox,
    link,
    address: z.string(),
    broadcast: z.optional(z.string()),
  }),
  z.object({
    step: z.literal('address-delete'),
    sandbox,
    link,
    address: z.string(),
    broadcast: z.optional(z.string()),
  }),
  /** `to`: CIDR, or `default`. Without `via`: on the link itself. */
  z.object({ step: z.literal('route-add'), sandbox, ...route }),
  z.object({ step: z.literal('route-delete'), sandbox, ...route }),
  /** Without a sandbox: of a link that Lanyard made. The host's own sysctls are never ours. */
  z.object({
    step: z.literal('sysctl-set'),
    sandbox,
    key: z.string(),
    value: z.string(),
    was: z.string(),
  }),
  /** Waits until no IPv6 address of the link is tentative (RFC 4862, 5.4); `slaac`: and for one of a router's prefix, a while. Changes nothing. */
  z.object({ step: z.literal('address-settle'), sandbox, link, slaac: z.boolean() }),
  /** Leases an address from the parent's LAN by DHCP; the client stays in the sandbox and renews it. `request`: the address to ask for; `route`: its router may become the default one. */
  z.object({ step: z.literal('dhcp-take'), ...dhcp }),
  /** Ends the client, which gives its lease back. */
  z.object({ step: z.literal('dhcp-release'), ...dhcp }),
  z.object({ step: z.literal('sandbox-add'), sandbox: z.string() }),
  z.object({ step: z.literal('sandbox-delete'), sandbox: z.string() }),
  /** The record before and after; null: none. */
  z.object({
    step: z.literal('record-put'),
    collection: z.enum(COLLECTIONS),
    id: Id,
    before: z.json(),
    after: z.json(),
  }),
  z.object({ step: z.literal('rootfs-add'), container: Id, image: z.string() }),
  z.object({ step: z.literal('rootfs-delete'), container: Id, image: z.string() }),
  /** The overlay mount of a container's root: gone after a reboot, made again at start. */
  z.object({ step: z.literal('rootfs-mount'), container: Id, image: z.string() }),
  z.object({ step: z.literal('rootfs-unmount'), container: Id, image: z.string() }),
  z.object({ step: z.literal('container-create'), container: Id, sandbox: z.string() }),
  z.object({ step: z.literal('container-delete'), container: Id, sandbox: z.string() }),
  z.object({ step: z.literal('container-start'), container: Id }),
  z.object({ step: z.literal('container-stop'), container: Id, grace: z.int() }),
]);
export type Step = z.infer<typeof Step>;
export type StepOf<Kind extends Step['step']> = Extract<Step, { step: Kind }>;
