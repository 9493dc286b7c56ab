// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';
import type { NetworkSpec } from '../network.ts';

/** What speaks against leasing a network's addresses from its LAN. */
export function judgeDhcp(spec: NetworkSpec): Finding[] {
  if (!spec.parent) return [finding('dhcp-without-lan', {}, 'parent')];
  if (spec.ipv4 === false) return [finding('dhcp-without-ipv4', {}, 'ipam')];
  // A client id would tell siblings apart (RFC 2131, 4.2), but home routers go by the MAC, which is the host's own there.
  const repair = { field: 'driver', value: 'macvlan' };
  return spec.driver === 'ipvlan' ? [finding('dhcp-ipvlan', { parent: spec.parent }, 'ipam', repair)] : [];
}
