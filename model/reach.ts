// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';
import { Finding } from './finding.ts';
import { Id } from './text.ts';

/** Whom a container is asked to reach. */
export const TARGETS = ['gateway', 'container', 'host'] as const;

/** One answer to "does FROM reach TO over this network, and why not". */
export const Reach = z.object({
  from: Id,
  network: Id,
  target: z.enum(TARGETS),
  /** The container's id when the target is one; else empty. */
  to: z.string(),
  ip: z.string(),
  family: z.literal([4, 6]),
  predicted: z.enum(['yes', 'no', 'unknown']),
  /** Why the prediction says no, or not sure. */
  because: z.optional(Finding),
  /** Undefined until the first answer or time-out. */
  measured: z.optional(
    z.object({
      /** ARP or ND answered within the last interval. */
      neighbour: z.enum(['yes', 'no', 'unknown']),
      mac: z.optional(z.string()),
      /** ICMP echo answered. */
      echo: z.enum(['yes', 'no', 'unknown']),
      /** Milliseconds, of the last reply. */
      rtt: z.optional(z.number()),
      /** 0 to 1, of the last 10 probes. */
      loss: z.optional(z.number()),
      /** Milliseconds since the epoch. */
      at: z.number(),
    }),
  ),
});
export type Reach = z.infer<typeof Reach>;

/** Bytes per second over the last interval, of one endpoint's link. */
export const Rate = z.object({
  container: Id,
  ifname: z.string(),
  rx: z.number(),
  tx: z.number(),
  at: z.number(),
});
export type Rate = z.infer<typeof Rate>;
