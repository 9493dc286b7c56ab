// SPDX-License-Identifier: Apache-2.0
import type { Endpoint } from '../container.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import type { Step } from '../step.ts';

const set = (sandbox: string, key: string, value: string, was: string): Step => ({
  step: 'sysctl-set',
  sandbox,
  key: `net.ipv6.conf.${key}`,
  value,
  was,
});

/**
 * What the next link made in a sandbox is to be born with: IPv6, or none. The random wait of up to a second before
 * duplicate detection is for networks whose hosts all come up at once (RFC 4862, 5.4.2); containers are started one by one.
 */
export const ipv6Before = (network: Network, sandbox: string): Step[] => [
  set(sandbox, 'default.disable_ipv6', network.ipv6 ? '0' : '1', '0'),
  ...(network.ipv6 ? [set(sandbox, 'default.router_solicitation_delay', '0', '1')] : []),
];

/** Metric of a default route that a router advertised: behind a pool's gateway (1024), so that whichever comes first, that one is used. */
const ADVERTISED_METRIC = 2048;

/** How far a gateway priority moves it: it must stay behind 1024. */
const MOST_PRIORITY = 1000;

/**
 * Lets one link of a sandbox take addresses, and unless the network is internal a default route, from router advertisements.
 * 2: also if the container forwards (ip-sysctl: accept_ra). All other links of a sandbox take none.
 */
export function advertisementSteps(
  network: Network,
  sandbox: string,
  link: string,
  priority: number,
): Step[] {
  const { slaac, internal } = network.spec;
  if (!slaac) return [];
  const behind = ADVERTISED_METRIC - Math.min(Math.max(priority, -MOST_PRIORITY), MOST_PRIORITY);
  return [
    set(sandbox, `${link}.accept_ra`, '2', '0'),
    internal
      ? set(sandbox, `${link}.accept_ra_defrtr`, '0', '1')
      : set(sandbox, `${link}.ra_defrtr_metric`, String(behind), '1024'),
  ];
}

/** Waits for the endpoints that have IPv6, and for no others. Duplicate detection has begun when the link came up. */
export function settleSteps(
  endpoints: readonly Endpoint[],
  sandbox: string,
  { networks }: Observation,
): Step[] {
  return endpoints.flatMap(({ network: id, ifname }): Step[] => {
    const network = networks.find(({ spec }) => spec.id === id);
    if (!network?.ipv6) return [];
    return [{ step: 'address-settle', sandbox, link: ifname, slaac: network.spec.slaac === true }];
  });
}
