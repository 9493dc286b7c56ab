// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';

/** Somebody else on a parent's LAN has this address: asked by ARP or neighbour discovery, that MAC answered. */
export const Answered = z.object({ parent: z.string(), ip: z.string(), mac: z.string() });
export type Answered = z.infer<typeof Answered>;
