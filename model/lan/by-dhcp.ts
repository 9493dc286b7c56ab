// SPDX-License-Identifier: Apache-2.0
import type { Endpoint } from '../container.ts';
import type { NetworkSpec } from '../network.ts';
import { isHeld, type Lease } from './lease.ts';

/** Whether a network's IPv4 addresses are leased from its LAN. IPv6 addresses are not: they come from pools, or from router advertisements. */
export const isByDhcp = ({ ipam }: Pick<NetworkSpec, 'ipam'>): boolean => ipam === 'dhcp';

/** An endpoint as it is seen: with its lease, and with the leased address while that is held. */
export const withLease = (endpoint: Endpoint, lease: Lease, at: number): Endpoint => ({
  ...endpoint,
  lease,
  addresses: isHeld(lease, at) ? [lease.address, ...endpoint.addresses] : endpoint.addresses,
});

/** An endpoint as it is recorded: a lease is the client's to write down. */
export function withoutLease({ lease, ...endpoint }: Endpoint): Endpoint {
  return lease === undefined
    ? endpoint
    : { ...endpoint, addresses: endpoint.addresses.filter((address) => address !== lease.address) };
}
