// SPDX-License-Identifier: Apache-2.0
import type { ContainerRecord } from './container.ts';
import { linkNamed } from './link.ts';
import type { NetworkRecord } from './network.ts';
import type { Sandbox } from './observation.ts';
import { isAdvertised } from './settling.ts';

interface Seen {
  networks: readonly Pick<NetworkRecord, 'spec'>[];
  sandboxes: readonly Sandbox[];
}

/**
 * A container with what routers gave its endpoints on SLAAC networks beside their leases, as far as its sandbox was looked
 * into. To be looked at, never to be recorded: the kernel gives these addresses, and takes them away.
 */
export function withAdvertised<C extends Pick<ContainerRecord, 'sandbox' | 'endpoints'>>(
  container: C,
  { networks, sandboxes }: Seen,
): C {
  const there = sandboxes.find(({ name }) => name === container.sandbox);
  const taking = networks.filter(({ spec }) => spec.slaac).map(({ spec }) => spec.id);
  if (there === undefined || !container.endpoints.some(({ network }) => taking.includes(network)))
    return container;
  const endpoints = container.endpoints.map((endpoint) => {
    if (!taking.includes(endpoint.network)) return endpoint;
    const made = linkNamed(there.links, endpoint.ifname)?.addresses.filter(isAdvertised) ?? [];
    const addresses = [...endpoint.addresses, ...made.map(({ ip, prefix }) => `${ip}/${prefix}`)];
    return { ...endpoint, addresses };
  });
  return { ...container, endpoints };
}
