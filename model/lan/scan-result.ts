// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';

/** What a scan of one subnet on one parent found. */
export const Scan = z.object({
  parent: z.string(),
  subnet: z.string(),
  /** By address. `maker`: whose MACs begin so, in the IEEE's list. */
  seen: z.array(z.object({ ip: z.string(), mac: z.string(), maker: z.optional(z.string()) })),
  /** What DHCP servers offered, one entry a server: its pool reaches at least from `first` to `last`. */
  dhcp: z.array(z.object({ server: z.string(), first: z.string(), last: z.string() })),
  /** A block in CIDR that nobody answered from, and outside what was offered; undefined: there is none. */
  range: z.optional(z.string()),
});
export type Scan = z.infer<typeof Scan>;
