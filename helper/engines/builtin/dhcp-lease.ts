// SPDX-License-Identifier: Apache-2.0
import type { Endpoint } from '../../../model/container.ts';
import { withLease } from '../../../model/lan/by-dhcp.ts';
import type { Lease } from '../../../model/lan/lease.ts';
import { readLease } from '../../../model/lan/lease-file.ts';
import { leasePaths } from '../../state/paths.ts';
import { readIfThere } from '../../state/store.ts';
import { LEASED_MARK } from './dhcp-script.ts';

/** What a client has written down of an endpoint's lease; undefined: it has had none. */
export const leaseOf = (container: string, link: string): Lease | undefined =>
  readLease(readIfThere(leasePaths(container, link).lease) ?? '');

/** Recorded endpoints with what their clients hold now. Milliseconds since the epoch. */
export const leased = (container: string, endpoints: readonly Endpoint[], at: number): Endpoint[] =>
  endpoints.map((endpoint) => {
    const lease = leaseOf(container, endpoint.ifname);
    return lease === undefined ? endpoint : withLease(endpoint, lease, at);
  });

/** /etc/resolv.conf of the first endpoint whose server named resolvers; undefined: none did. */
export function leasedResolvConf(endpoints: readonly Endpoint[]): string | undefined {
  const lease = endpoints.find((one) => one.lease?.state === 'bound' && one.lease.dns.length > 0)?.lease;
  if (lease === undefined) return undefined;
  return [
    LEASED_MARK,
    ...lease.dns.map((server) => `nameserver ${server}`),
    ...(lease.domain === undefined ? [] : [`search ${lease.domain}`]),
    '',
  ].join('\n');
}
