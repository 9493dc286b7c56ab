// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';
import { Lease } from './lan/lease.ts';
import { Id, Reference, Typed, text } from './text.ts';

/** One attachment that is wanted. Texts as typed; preflight judges them. */
export const EndpointSpec = z.strictObject({
  network: Reference,
  ip: z.optional(Typed),
  ip6: z.optional(Typed),
  mac: z.optional(Typed),
  aliases: z.array(text(256)).check(z.maxLength(64)),
  /** The network with the highest one gives the default route; undefined: 0; among equals the first name in the alphabet (Docker 28). */
  gatewayPriority: z.optional(z.int()),
});
export type EndpointSpec = z.infer<typeof EndpointSpec>;

/** When a container that has ended is started again (Docker's --restart). `most`: of on-failure, how often; undefined: as often as need be. */
export const RestartPolicy = z.strictObject({
  policy: z.enum(['no', 'always', 'unless-stopped', 'on-failure']),
  most: z.optional(z.int().check(z.minimum(1))),
});
export type RestartPolicy = z.infer<typeof RestartPolicy>;

/** What is wanted of a container. `id` is chosen by whoever asks; see NetworkSpec. */
export const ContainerSpec = z.strictObject({
  id: Id,
  /** Docker's names: `[a-zA-Z0-9][a-zA-Z0-9_.-]+`. */
  name: text(256),
  image: text(512),
  /** Runs in place of the image's entry point, and then without the image's command (Docker's --entrypoint). */
  entrypoint: z.optional(text(4096)),
  /** Empty: the image's own command. */
  command: z.array(text(131072)).check(z.maxLength(4096)),
  /** `KEY=value`. */
  env: z.array(text(131072)).check(z.maxLength(4096)),
  hostname: z.optional(text(64)),
  /** Each list that is not empty stands in place of the host's own (Docker's --dns, --dns-search, --dns-option). */
  dns: z.optional(
    z.strictObject({
      servers: z.array(Typed).check(z.maxLength(16)),
      /** `.` alone: none. */
      search: z.array(text(256)).check(z.maxLength(64)),
      options: z.array(text(128)).check(z.maxLength(64)),
    }),
  ),
  /** Further lines of /etc/hosts, `NAME:ADDRESS` (Docker's --add-host). */
  hosts: z.optional(z.array(text(512)).check(z.maxLength(1024))),
  workdir: z.optional(text(4096)),
  user: z.optional(text(256)),
  tty: z.boolean(),
  /** Standard input stays open (`-i`). */
  interactive: z.boolean(),
  /** Removed when it ends (`--rm`). */
  remove: z.boolean(),
  /** Undefined: `no`. */
  restart: z.optional(RestartPolicy),
  labels: z.record(text(256), text(4096)),
  /** Empty: no network but loopback (Docker's `none`). */
  endpoints: z.array(EndpointSpec).check(z.maxLength(32)),
});
export type ContainerSpec = z.infer<typeof ContainerSpec>;

/** One container's attachment to one network, with the addresses it holds while the container exists. */
export const Endpoint = z.object({
  /** Network id. */
  network: Id,
  spec: EndpointSpec,
  /** Name inside the sandbox: `eth0`, `eth1`… */
  ifname: z.string(),
  /** Empty for ipvlan, which has its parent's. */
  mac: z.string(),
  /** Each `ADDRESS/PREFIX`: at most one lease of each family. */
  addresses: z.array(z.string()),
  /** On a DHCP network, seen and never recorded: what its client holds. Its address is among `addresses` while it is held. */
  lease: z.optional(Lease),
});
export type Endpoint = z.infer<typeof Endpoint>;

export const ContainerState = z.object({
  status: z.enum(['created', 'running', 'exited']),
  /** In the helper's pid namespace, while running. */
  pid: z.optional(z.int()),
  /** Milliseconds since the epoch. */
  started: z.optional(z.number()),
  ended: z.optional(z.number()),
  exitCode: z.optional(z.int()),
  /** Something of its last run is still there: sandbox, mount or runtime state. Always so while running. */
  remains: z.boolean(),
  /** A person ended its last run: it is not started again by itself. */
  stopped: z.optional(z.boolean()),
  /** How often it was started again by itself since a person started it. */
  restarts: z.optional(z.int()),
});

/** What is kept of a container in the state folder. */
export const ContainerRecord = z.object({
  spec: ContainerSpec,
  engine: z.enum(['builtin', 'docker']),
  /** The image it was made from, by digest. */
  imageId: z.string(),
  /** The argv that runs: the spec's, else the image's. */
  argv: z.array(z.string()),
  endpoints: z.array(Endpoint),
  /** Name under /run/netns while the sandbox is there. */
  sandbox: z.string(),
});
export type ContainerRecord = z.infer<typeof ContainerRecord>;

/** A container that is there, running or not. `created`: milliseconds since the epoch. */
export const Container = z.extend(ContainerRecord, { state: ContainerState, created: z.number() });
export type Container = z.infer<typeof Container>;
export type ContainerState = z.infer<typeof ContainerState>;

/** The built-in image, made on the spot of the host's own busybox. */
export const TOOLBOX = 'lanyard/toolbox:latest';

export const Image = z.object({
  /** `sha256:` and 64 hex. */
  id: z.string(),
  /** `name:tag`, as many as point at it. */
  names: z.array(z.string()),
  size: z.number(),
  created: z.number(),
  /** What always runs; the command, asked or the image's own, is its arguments. Undefined or empty: the command runs itself. */
  entrypoint: z.optional(z.array(z.string())),
  /** What `run` starts without a command. */
  command: z.array(z.string()),
  env: z.array(z.string()),
  workdir: z.optional(z.string()),
  user: z.optional(z.string()),
});
export type Image = z.infer<typeof Image>;
