// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';

/** What a fault or a finding is about, in words' holes: names, addresses, counts. Never prose. */
export const Facts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
);
export type Facts = z.infer<typeof Facts>;
