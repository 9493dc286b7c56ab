// SPDX-License-Identifier: Apache-2.0
import type { EndpointSpec } from '../container.ts';
import { type Finding, finding } from '../finding.ts';
import { isByDhcp } from '../lan/by-dhcp.ts';
import { type Family, familyOf, type Ip, parseIp } from '../net/ip.ts';
import { isUsableMac, parseMac } from '../net/mac.ts';
import { broadcastOf, networkAddress, subnetHas } from '../net/subnet.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { leases, nextFree, notFree, poolsOf } from '../pool/lease.ts';
import { type Pool, subnetEnds } from '../pool/pool.ts';
import { judgeAskable, judgeOnHost, judgeOnLan } from './on-lan.ts';

/** What is to be said of one attachment before it is made: its addresses, its MAC, and whether the network has room. */
export function judgeEndpoint(
  spec: EndpointSpec,
  network: Network,
  observation: Observation,
  at: string,
): Finding[] {
  return [
    ...judgeAddress(spec.ip, 4, network, observation, `${at}.ip`),
    ...judgeAddress(spec.ip6, 6, network, observation, `${at}.ip6`),
    ...judgeMac(spec, network, observation, `${at}.mac`),
    ...judgeRoom(spec, network, observation, at),
    ...judgeParentThere(network, observation, at),
    ...judgeAskable(network, observation),
    ...judgeMtu(network, observation),
  ];
}

function judgeAddress(
  text: string | undefined,
  family: Family,
  network: Network,
  observation: Observation,
  field: string,
): Finding[] {
  if (text === undefined) return [];
  const ip = parseIp(text);
  const { name } = network.spec;
  if (ip === undefined || familyOf(ip) !== family) return [finding('ip-bad', { ip: text, family }, field)];
  if (family === 4 && isByDhcp(network.spec)) return [finding('ip-by-dhcp', { ip, network: name }, field)];
  if (network.spec.pools.length === 0) return [finding('ip-needs-subnet', { ip, network: name }, field)];
  const pools = poolsOf(network);
  const pool = pools.find((candidate) => subnetHas(candidate.subnet, ip));
  if (pool === undefined) {
    if (!pools.some((candidate) => candidate.family === family)) {
      return [finding('ip-needs-family', { ip, network: name, family }, field)];
    }
    return [finding('ip-outside', { ip, network: name, subnets: pools.map((one) => one.subnet) }, field)];
  }
  const taken = whyTaken(ip, pool, network, observation);
  const said =
    taken === undefined
      ? [...judgeOnHost(ip, network, observation), ...judgeOnLan(ip, network.parent, observation)]
      : [taken];
  return said.map((one) => ({ ...one, field }));
}

function whyTaken(ip: Ip, pool: Pool, network: Network, observation: Observation): Finding | undefined {
  const { name } = network.spec;
  const holder = leases(network.spec.id, observation).get(ip);
  if (holder !== undefined && holder === network.shim?.link)
    return finding('ip-is-shims', { ip, network: name });
  if (holder !== undefined) return finding('ip-taken', { ip, container: holder });
  if (ip === pool.gateway) return finding('ip-is-gateway', { ip, network: name });
  const reserved = pool.reserved.get(ip);
  if (reserved !== undefined) return finding('ip-is-reserved', { ip, network: name, name: reserved });
  if (!subnetEnds(pool.subnet).includes(ip)) return undefined;
  if (ip === networkAddress(pool.subnet)) return finding('ip-is-network', { ip, subnet: pool.subnet });
  return ip === broadcastOf(pool.subnet)
    ? finding('ip-is-broadcast', { ip, subnet: pool.subnet })
    : undefined;
}

function judgeMac(spec: EndpointSpec, network: Network, observation: Observation, field: string): Finding[] {
  if (spec.mac === undefined) return [];
  const mac = parseMac(spec.mac);
  if (mac === undefined) return [finding('mac-bad', { mac: spec.mac }, field)];
  if (network.spec.driver === 'ipvlan') return [finding('mac-unsupported', { mac, driver: 'ipvlan' }, field)];
  // EADDRNOTAVAIL
  if (!isUsableMac(mac)) return [finding('mac-unusable', { mac }, field)];
  const holder = macHolder(mac, network, observation);
  // EADDRINUSE when the second one is brought up; passthru alone may have its parent's.
  return holder === undefined ? [] : [finding('mac-taken', { mac, holder }, field)];
}

function macHolder(mac: string, network: Network, observation: Observation): string | undefined {
  const siblings = observation.networks
    .filter((other) => other.parent === network.parent)
    .map((other) => other.spec.id);
  const container = observation.containers.find((one) =>
    one.endpoints.some((endpoint) => endpoint.mac === mac && siblings.includes(endpoint.network)),
  );
  if (container !== undefined) return container.spec.name;
  const parent = observation.links.find((link) => link.name === network.parent);
  return parent?.mac === mac && network.spec.mode !== 'passthru' ? parent.name : undefined;
}

function judgeRoom(spec: EndpointSpec, network: Network, observation: Observation, at: string): Finding[] {
  const held = notFree(network, observation);
  const pools = poolsOf(network);
  const wanted = ([4, 6] as const).filter(
    (family) =>
      (family === 4 ? spec.ip : spec.ip6) === undefined && pools.some((pool) => pool.family === family),
  );
  return wanted
    .filter((family) => (family === 4 ? !isByDhcp(network.spec) : network.ipv6))
    .filter((family) => nextFree(network, family, held) === undefined)
    .map((family) => {
      const subnets = pools.filter((pool) => pool.family === family).map((pool) => pool.subnet);
      return finding('pool-full', { network: network.spec.name, subnets, family }, at);
    });
}

function judgeParentThere(network: Network, observation: Observation, at: string): Finding[] {
  if (observation.links.some((link) => link.name === network.parent)) return [];
  const links = observation.links.filter((link) => link.medium !== 'loopback').map((link) => link.name);
  return [finding('parent-missing', { parent: network.parent, links }, at)];
}

/** The parent's MTU may have gone down since the network was made (macvlan: EINVAL). */
function judgeMtu({ spec, parent }: Network, { links }: Observation): Finding[] {
  const link = links.find(({ name }) => name === parent);
  return spec.mtu !== undefined && link !== undefined && spec.mtu > link.mtu
    ? [finding('mtu-above-parent', { mtu: spec.mtu, parent, parentMtu: link.mtu })]
    : [];
}
