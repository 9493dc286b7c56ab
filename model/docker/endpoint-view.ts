// SPDX-License-Identifier: Apache-2.0
import type { Container, Endpoint } from '../container.ts';
import { dnsNames } from '../hosts.ts';
import { linkNamed } from '../link.ts';
import type { Ip } from '../net/ip.ts';
import { subnetHas } from '../net/subnet.ts';
import type { Network } from '../network.ts';
import type { Sandbox } from '../observation.ts';
import { hasDefaultRoute, readPools } from '../pool/pool.ts';
import { isAdvertised } from '../settling.ts';

/** An endpoint has no id of its own here: half of its container's and half of its network's name it. */
export const endpointId = (container: string, network: string): string =>
  container.slice(0, 32) + network.slice(0, 32);

interface Place {
  ip: string;
  prefix: number;
  advertised?: true;
}

/** The endpoint's address of one family, or Docker's empty one. */
export function placeOf(endpoint: Endpoint, family: 4 | 6): Place {
  const address = endpoint.addresses.find((text) => text.includes(':') === (family === 6));
  if (address === undefined) return { ip: '', prefix: 0 };
  const [ip = '', prefix] = address.split('/');
  return { ip, prefix: Number(prefix) };
}

function gatewayFor(ip: string, network: Network | undefined, endpoint: Endpoint): string {
  if (network === undefined || ip === '' || !hasDefaultRoute(network.spec)) return '';
  if (endpoint.lease?.address.startsWith(`${ip}/`)) return endpoint.lease.router ?? '';
  const pool = readPools(network.pools, network.spec).find(({ subnet }) => subnetHas(subnet, ip as Ip));
  return pool?.gateway ?? '';
}

const NOWHERE: Place = { ip: '', prefix: 0 };

/** The endpoint's IPv6 lease; without one, the address that the kernel made from a router's advertisement, which only the sandbox knows. */
export function placeSeen(endpoint: Endpoint, sandbox: Sandbox | undefined): Place {
  const leased = placeOf(endpoint, 6);
  if (leased.ip !== '') return leased;
  const link = linkNamed(sandbox?.links ?? [], endpoint.ifname);
  const made = link?.addresses.find(isAdvertised);
  return made === undefined ? leased : { ip: made.ip, prefix: made.prefix, advertised: true };
}

const advertiserOn = (endpoint: Endpoint, sandbox: Sandbox | undefined): string =>
  sandbox?.routes.find(({ family, to, dev }) => family === 6 && to === 'default' && dev === endpoint.ifname)
    ?.via ?? '';

/**
 * One entry of `NetworkSettings.Networks`. A container that does not run holds nothing (Docker), though its lease is kept here.
 * Without an IPv6 lease, what a router advertised stands there, if the sandbox was looked into.
 */
export function endpointView(
  container: Container,
  endpoint: Endpoint,
  network: Network | undefined,
  sandbox?: Sandbox,
) {
  const running = container.state.status === 'running';
  const four = running ? placeOf(endpoint, 4) : NOWHERE;
  const six = running ? placeSeen(endpoint, sandbox) : NOWHERE;
  const { spec } = endpoint;
  return {
    IPAMConfig: spec.ip || spec.ip6 ? fixedAddresses(endpoint) : null,
    Links: null,
    Aliases: spec.aliases.length > 0 ? spec.aliases : null,
    MacAddress: running ? endpoint.mac : '',
    DriverOpts: null,
    GwPriority: spec.gatewayPriority ?? 0,
    NetworkID: endpoint.network,
    EndpointID: running ? endpointId(container.spec.id, endpoint.network) : '',
    Gateway: gatewayFor(four.ip, network, endpoint),
    IPAddress: four.ip,
    IPPrefixLen: four.prefix,
    IPv6Gateway: six.advertised ? advertiserOn(endpoint, sandbox) : gatewayFor(six.ip, network, endpoint),
    GlobalIPv6Address: six.ip,
    GlobalIPv6PrefixLen: six.prefix,
    DNSNames: dnsNames(container, spec.aliases),
  };
}

const fixedAddresses = ({ spec }: Endpoint): Record<string, string> => ({
  ...(spec.ip ? { IPv4Address: spec.ip } : {}),
  ...(spec.ip6 ? { IPv6Address: spec.ip6 } : {}),
});
