// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';

/** What a LAN's DHCP server has lent to one endpoint (RFC 2131), as the client in its sandbox wrote it down. */
export const Lease = z.object({
  /** bound: held. lost: refused, run out, or nobody answered any more; the client goes on asking. released: given back. */
  state: z.enum(['bound', 'lost', 'released']),
  /** `ADDRESS/PREFIX`; of a lease that is over: the last one, which is asked for again. */
  address: z.string(),
  /** Seconds from `renewed`. */
  seconds: z.int(),
  /** Milliseconds since the epoch: first had, and last confirmed. */
  obtained: z.number(),
  renewed: z.number(),
  server: z.optional(z.string()),
  router: z.optional(z.string()),
  dns: z.array(z.string()),
  domain: z.optional(z.string()),
});
export type Lease = z.infer<typeof Lease>;

/** A lease that never runs out (RFC 2131, 3.3). */
const FOREVER = 0xffffffff;

/** Milliseconds since the epoch; undefined: it never runs out. */
export const expiryOf = ({ renewed, seconds }: Lease): number | undefined =>
  seconds >= FOREVER ? undefined : renewed + seconds * 1000;

/** When the client asks for more time: at half of it, as busybox does whatever the server's T1. Undefined: never. */
export const renewalOf = ({ renewed, seconds }: Lease): number | undefined =>
  seconds >= FOREVER ? undefined : renewed + seconds * 500;

/** How a lease stands at a moment. overdue: it should have been renewed, so the server has not answered; expired: its time is up. */
export type Standing = Lease['state'] | 'overdue' | 'expired';

/** A renewal takes the client up to 10 s: it listens that long for each answer. */
const GRACE = 15_000;

export function standingOf(lease: Lease, at: number): Standing {
  if (lease.state !== 'bound') return lease.state;
  if (at >= (expiryOf(lease) ?? Number.POSITIVE_INFINITY)) return 'expired';
  return at >= (renewalOf(lease) ?? Number.POSITIVE_INFINITY) + GRACE ? 'overdue' : 'bound';
}

/** Whether its address may be used. */
export const isHeld = (lease: Lease, at: number): boolean =>
  ['bound', 'overdue'].includes(standingOf(lease, at));
