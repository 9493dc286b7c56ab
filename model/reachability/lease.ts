// SPDX-License-Identifier: Apache-2.0
import type { Container, Endpoint } from '../container.ts';
import { type Finding, finding } from '../finding.ts';
import { standingOf } from '../lan/lease.ts';

/** What is wrong with an endpoint's lease at a moment; undefined: nothing, or it has none. */
export function faultOfLease(
  { spec }: Container,
  { lease, ifname }: Endpoint,
  at: number,
): Finding | undefined {
  if (lease === undefined) return undefined;
  const facts = { address: lease.address, link: ifname, container: spec.name };
  const standing = standingOf(lease, at);
  if (standing === 'overdue') return finding('lease-overdue', facts);
  return standing === 'lost' || standing === 'expired' ? finding('lease-lost', facts) : undefined;
}
