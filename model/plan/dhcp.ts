// SPDX-License-Identifier: Apache-2.0
import type { ContainerRecord, Endpoint } from '../container.ts';
import { isByDhcp } from '../lan/by-dhcp.ts';
import { dhcpHostname } from '../lan/dhcp-client.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { hasDefaultRoute } from '../pool/pool.ts';
import type { Step, StepOf } from '../step.ts';

type Owner = Pick<ContainerRecord, 'spec' | 'sandbox'>;

/**
 * Leases an address for each endpoint of a DHCP network. The first client that gets a router makes it the default
 * one, so they ask in the order in which networks give the default route.
 */
export function leaseSteps(owner: Owner, endpoints: readonly Endpoint[], observation: Observation): Step[] {
  return byPriority(endpoints, observation).flatMap(({ endpoint, network }): Step[] =>
    isByDhcp(network.spec) ? [{ step: 'dhcp-take', ...asked(owner, endpoint, network, observation) }] : [],
  );
}

/**
 * Gives back what the endpoints have leased. At every stop, not only at removal: a lease of a container that does not
 * run could be given back only by a client in its place. It is asked for again at the next start (RFC 2131, 4.3.1: the
 * server gives a client its last address if that is free).
 */
export function releaseSteps(owner: Owner, endpoints: readonly Endpoint[], observation: Observation): Step[] {
  return endpoints.flatMap((endpoint): Step[] => {
    const network = networkOf(endpoint, observation);
    return network !== undefined && isByDhcp(network.spec)
      ? [{ step: 'dhcp-release', ...asked(owner, endpoint, network, observation) }]
      : [];
  });
}

function asked(
  { spec, sandbox }: Owner,
  { ifname: link, network: id }: Endpoint,
  network: Network,
  { containers }: Observation,
): Omit<StepOf<'dhcp-take'>, 'step'> {
  const last = containers.find((one) => one.spec.id === spec.id)?.endpoints.find((one) => one.network === id)
    ?.lease?.address;
  return {
    container: spec.id,
    sandbox,
    link,
    parent: network.parent,
    hostname: dhcpHostname(spec.hostname || spec.name),
    ...(last === undefined ? {} : { request: last.slice(0, last.indexOf('/')) }),
    route: hasDefaultRoute(network.spec),
  };
}

const networkOf = ({ network: id }: Endpoint, { networks }: Observation): Network | undefined =>
  networks.find(({ spec }) => spec.id === id);

export interface Placed {
  endpoint: Endpoint;
  network: Network;
}

/** The highest gateway priority first, among equals the first network by name (Docker 28). */
export function byPriority(endpoints: readonly Endpoint[], observation: Observation): Placed[] {
  return endpoints
    .flatMap((endpoint): Placed[] => {
      const network = networkOf(endpoint, observation);
      return network === undefined ? [] : [{ endpoint, network }];
    })
    .sort(
      (a, b) =>
        (b.endpoint.spec.gatewayPriority ?? 0) - (a.endpoint.spec.gatewayPriority ?? 0) ||
        (a.network.spec.name < b.network.spec.name ? -1 : 1),
    );
}

/** The router that a lease named. `later`: the client will make it the default route itself, once it has a lease. */
export function leasedRouter({ endpoint, network }: Placed): string | 'later' | undefined {
  if (!hasDefaultRoute(network.spec)) return undefined;
  return endpoint.lease?.state === 'bound' ? endpoint.lease.router : 'later';
}
