// SPDX-License-Identifier: Apache-2.0
import type { ContainerSpec } from '../container.ts';
import { findNetwork } from '../find.ts';
import { type Finding, finding } from '../finding.ts';
import { isByDhcp } from '../lan/by-dhcp.ts';
import { parseIp } from '../net/ip.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';

/** What is to be said of the names that a container will look up: what was asked for, and what the host can give. */
export function judgeDns(spec: ContainerSpec, observation: Observation): Finding[] {
  return [...judgeAsked(spec), ...judgeHosts(spec), ...judgeServers(spec, observation)];
}

const isWord = (text: string): boolean => /^[^\s\p{Cc}]+$/u.test(text);

function judgeAsked({ dns }: ContainerSpec): Finding[] {
  const { servers = [], search = [], options = [] } = dns ?? {};
  return [
    ...servers.flatMap((address, index) =>
      parseIp(address) === undefined ? [finding('dns-bad', { address }, `dns.servers.${index}`)] : [],
    ),
    ...[...search, ...options]
      .filter((text) => !isWord(text))
      .map((text) => finding('dns-words-bad', { text }, 'dns')),
  ];
}

/** `NAME:ADDRESS`; an IPv6 address holds further colons. */
export function readHost(host: string): { name: string; address: string } | undefined {
  const at = host.indexOf(':');
  const [name, address] = [host.slice(0, at), host.slice(at + 1)];
  return at > 0 && isWord(name) && !name.includes('#') && parseIp(address) !== undefined
    ? { name, address }
    : undefined;
}

const judgeHosts = ({ hosts = [] }: ContainerSpec): Finding[] =>
  hosts.flatMap((host, index) =>
    readHost(host) === undefined ? [finding('add-host-bad', { host }, `hosts.${index}`)] : [],
  );

/** Only a container that could ask somebody on a LAN is told that it has nobody to ask. DHCP names servers of its own. */
function judgeServers(spec: ContainerSpec, observation: Observation): Finding[] {
  const networks = spec.endpoints.flatMap(({ network }) => {
    const found = findNetwork(observation, network);
    return 'found' in found ? [found.found] : [];
  });
  const onLan = networks.some((one) => one.spec.parent && !one.spec.internal);
  if (!onLan || networks.some((one) => isByDhcp(one.spec))) return [];
  const asked = spec.dns?.servers ?? [];
  return asked.length > 0 ? judgeFamilies(asked, networks) : judgeHostResolver(networks, observation);
}

function judgeHostResolver(networks: readonly Network[], { host, links }: Observation): Finding[] {
  const { resolver } = host;
  if (resolver === undefined) return [];
  const { servers } = resolver;
  if (servers.length === 0) return [finding('resolver-loopback', { resolvers: resolver.unreachable }, 'dns')];
  const own = links.flatMap(({ addresses }) => addresses.map(({ ip }) => ip));
  // By its shim a host reaches its containers, and they reach it.
  const apart = networks.every(({ shim }) => shim === undefined);
  return apart && servers.every((server) => own.includes(server))
    ? [finding('resolver-on-host', { resolvers: servers }, 'dns')]
    : judgeFamilies(servers, networks);
}

/** A server of a family that the container has no address of is never asked. */
function judgeFamilies(servers: readonly string[], networks: readonly Network[]): Finding[] {
  const has = (server: string): boolean =>
    networks.some(({ ipv6, pools }) =>
      server.includes(':') ? ipv6 : pools.some(({ subnet }) => !subnet.includes(':')),
    );
  return servers.some(has) ? [] : [finding('resolver-other-family', { resolvers: [...servers] }, 'dns')];
}
