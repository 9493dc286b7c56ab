// SPDX-License-Identifier: Apache-2.0
import type { Container, Endpoint } from '../container.ts';
import type { Ip } from '../net/ip.ts';
import { subnetHas } from '../net/subnet.ts';
import type { Network } from '../network.ts';
import { hasDefaultRoute, readPools } from '../pool/pool.ts';
import { shortId } from '../text.ts';

/** An endpoint has no id of its own here: half of its container's and half of its network's name it. */
export const endpointId = (container: string, network: string): string =>
  container.slice(0, 32) + network.slice(0, 32);

interface Place {
  ip: string;
  prefix: number;
}

/** The endpoint's address of one family, or Docker's empty one. */
export function placeOf(endpoint: Endpoint, family: 4 | 6): Place {
  const address = endpoint.addresses.find((text) => text.includes(':') === (family === 6));
  if (address === undefined) return { ip: '', prefix: 0 };
  const [ip = '', prefix] = address.split('/');
  return { ip, prefix: Number(prefix) };
}

function gatewayFor(ip: string, network: Network | undefined): string {
  if (network === undefined || ip === '' || !hasDefaultRoute(network.spec)) return '';
  const pool = readPools(network.pools, network.spec).find(({ subnet }) => subnetHas(subnet, ip as Ip));
  return pool?.gateway ?? '';
}

/** One entry of `NetworkSettings.Networks`. A container that does not run holds nothing (Docker), though its lease is kept here. */
export function endpointView(container: Container, endpoint: Endpoint, network: Network | undefined) {
  const running = container.state.status === 'running';
  const four = running ? placeOf(endpoint, 4) : { ip: '', prefix: 0 };
  const six = running ? placeOf(endpoint, 6) : { ip: '', prefix: 0 };
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
    Gateway: gatewayFor(four.ip, network),
    IPAddress: four.ip,
    IPPrefixLen: four.prefix,
    IPv6Gateway: gatewayFor(six.ip, network),
    GlobalIPv6Address: six.ip,
    GlobalIPv6PrefixLen: six.prefix,
    DNSNames: dnsNames(container, spec.aliases),
  };
}

const fixedAddresses = ({ spec }: Endpoint): Record<string, string> => ({
  ...(spec.ip ? { IPv4Address: spec.ip } : {}),
  ...(spec.ip6 ? { IPv6Address: spec.ip6 } : {}),
});

const dnsNames = ({ spec }: Container, aliases: readonly string[]): string[] => [
  ...new Set([spec.name, ...aliases, shortId(spec.id), ...(spec.hostname ? [spec.hostname] : [])]),
];
