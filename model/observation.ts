// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';
import { Container, Image } from './container.ts';
import { Link, Neighbour, Route } from './link.ts';
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
    /** Tools that were looked for: absolute path, or undefined when missing. */
    tools: z.record(z.string(), z.optional(z.string())),
  }),
  links: z.array(Link),
  routes: z.array(Route),
  neighbours: z.array(Neighbour),
  networks: z.array(Network),
  containers: z.array(Container),
  images: z.array(Image),
  /** Only those that were asked for. */
  sandboxes: z.array(Sandbox),
});
export type Observation = z.infer<typeof Observation>;
