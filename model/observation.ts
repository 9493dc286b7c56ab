// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';
import { Container, Image } from './container.ts';
import { Answered } from './lan/answer.ts';
import { Link, Neighbour, Route } from './link.ts';
import { Machine } from './machine.ts';
import { Network } from './network.ts';

/** What is inside one container's network namespace. */
export const Sandbox = z.object({
  name: z.string(),
  links: z.array(Link),
  routes: z.array(Route),
  neighbours: z.array(Neighbour),
});
export type Sandbox = z.infer<typeof Sandbox>;

/** All that was seen of one host at one moment. Everything pure is computed from this. */
export const Observation = z.object({
  /** Milliseconds since the epoch. */
  at: z.number(),
  host: z.object({
    name: z.string(),
    kernel: z.string(),
    /** Inside a practice lab: its name. */
    lab: z.optional(z.string()),
    /** False when the observer may not read the state folder: networks and containers are then unknown, not absent. */
    stateReadable: z.boolean(),
    /** What containers are given of the host's resolv.conf(5): its servers are in their reach. Undefined: not looked at. */
    resolver: z.optional(
      z.object({
        /** Where it was read; empty: no file has a server that a container can reach. */
        file: z.string(),
        servers: z.array(z.string()),
        search: z.array(z.string()),
        options: z.array(z.string()),
        /** Servers on the host's own loopback, or with a zone. */
        unreachable: z.array(z.string()),
      }),
    ),
    /** Tools that were looked for: absolute path, or undefined when missing. */
    tools: z.record(z.string(), z.optional(z.string())),
    machine: z.optional(Machine),
  }),
  links: z.array(Link),
  routes: z.array(Route),
  neighbours: z.array(Neighbour),
  networks: z.array(Network),
  containers: z.array(Container),
  images: z.array(Image),
  /** What was asked of the LANs lately, and answered; undefined: nothing. */
  answered: z.optional(z.array(Answered)),
  /** Only those that were asked for. */
  sandboxes: z.array(Sandbox),
});
export type Observation = z.infer<typeof Observation>;
