// SPDX-License-Identifier: Apache-2.0
import type { ContainerSpec } from '../container.ts';
import { type Finding, finding } from '../finding.ts';
import { parseIp } from '../net/ip.ts';
import type { Observation } from '../observation.ts';

/** What is to be said of the names that a container will look up: what was asked for, and what the host can give. */
export function judgeDns(spec: ContainerSpec, observation: Observation): Finding[] {
  return [...judgeAsked(spec), ...judgeHosts(spec), ...judgeHostResolver(spec, observation)];
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

/** Only a container that could ask somebody on a LAN is told that it has nobody to ask. */
function judgeHostResolver(spec: ContainerSpec, { host, links, networks }: Observation): Finding[] {
  const { resolver } = host;
  const onLan = spec.endpoints.some(({ network }) =>
    networks.some((one) => one.spec.name === network && one.spec.parent && !one.spec.internal),
  );
  if (resolver === undefined || !onLan || (spec.dns?.servers.length ?? 0) > 0) return [];
  if (resolver.servers.length === 0)
    return [finding('resolver-loopback', { resolvers: resolver.unreachable }, 'dns')];
  const own = links.flatMap(({ addresses }) => addresses.map(({ ip }) => ip));
  return resolver.servers.every((server) => own.includes(server))
    ? [finding('resolver-on-host', { resolvers: resolver.servers }, 'dns')]
    : [];
}
