// SPDX-License-Identifier: Apache-2.0
import type { Container, Endpoint } from '../../model/container.ts';
import { linkNamed } from '../../model/link.ts';
import type { Observation } from '../../model/observation.ts';
import type { Reach } from '../../model/reach.ts';
import { nicUnder } from './lanes.ts';
import { type LinkWord, type Sign, signOfLink, signOfReach, wordOfLink } from './sign.ts';

export const STATIONS = ['container', 'network', 'vlan', 'nic', 'gateway', 'host'] as const;

/** One stop on a container's way out. `word` keys the catalogue's `link.*` or `state.*`. */
export interface Station {
  at: (typeof STATIONS)[number];
  name: string;
  sign: Sign;
  word: `link.${LinkWord}` | `state.${Sign}`;
  /** Under `nic` and `network` when clicked; the link's or the network's name or id. */
  leads?: { to: 'nic' | 'network'; key: string };
  reach?: Reach;
}

/** container → network → VLAN → NIC → gateway, as far as each is there, and beside it this host where it has access. `reaches`: the container's own. */
export function stationsOf(
  container: Container,
  endpoint: Endpoint,
  observation: Observation,
  reaches: readonly Reach[],
): Station[] {
  const network = observation.networks.find((one) => one.spec.id === endpoint.network);
  const parentName = network?.parent ?? '';
  const parent = linkNamed(observation.links, parentName);
  const nic =
    nicUnder(observation.links, parentName) ?? linkNamed(observation.links, parentName.split('.')[0] ?? '');
  const stations: Station[] = [insideOf(container, endpoint, observation)];
  stations.push({
    at: 'network',
    name: network?.spec.name ?? endpoint.spec.network,
    sign: network === undefined ? 'unreachable' : signOfLink(parent),
    word: network === undefined ? 'link.gone' : `link.${wordOfLink(parent)}`,
    ...(network === undefined ? {} : { leads: { to: 'network', key: network.spec.id } }),
  });
  if (parentName !== (nic?.name ?? parentName) || parent?.kind === 'vlan')
    stations.push({
      at: 'vlan',
      name: parentName,
      sign: signOfLink(parent),
      word: `link.${wordOfLink(parent)}`,
    });
  const nicName = nic?.name ?? parentName;
  stations.push({
    at: 'nic',
    name: nicName,
    sign: signOfLink(nic),
    word: `link.${wordOfLink(nic)}`,
    ...(nic === undefined ? {} : { leads: { to: 'nic', key: nicName } }),
  });
  for (const reach of reachesOf(endpoint, reaches, 'gateway')) stations.push(endStation('gateway', reach));
  if (network?.shim !== undefined)
    for (const reach of reachesOf(endpoint, reaches, 'host')) stations.push(endStation('host', reach));
  return stations;
}

function insideOf(container: Container, endpoint: Endpoint, observation: Observation): Station {
  const sandbox = observation.sandboxes.find((one) => one.name === container.sandbox);
  const running = container.state.status === 'running';
  const link = sandbox && linkNamed(sandbox.links, endpoint.ifname);
  if (!running) return { at: 'container', name: endpoint.ifname, sign: 'stopped', word: 'state.stopped' };
  if (sandbox === undefined)
    return { at: 'container', name: endpoint.ifname, sign: 'unknown', word: 'state.unknown' };
  return { at: 'container', name: endpoint.ifname, sign: signOfLink(link), word: `link.${wordOfLink(link)}` };
}

const reachesOf = (endpoint: Endpoint, reaches: readonly Reach[], target: 'gateway' | 'host'): Reach[] =>
  reaches.filter((one) => one.network === endpoint.network && one.target === target);

function endStation(at: 'gateway' | 'host', reach: Reach): Station {
  const sign = signOfReach(reach);
  return { at, name: reach.ip, sign, word: `state.${sign}`, reach };
}

/** The first stop that is not well: where to look. */
export const firstBroken = (stations: readonly Station[]): Station | undefined =>
  stations.find((one) => one.sign === 'unreachable' || one.sign === 'attention');
