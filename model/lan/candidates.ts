// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../change.ts';
import type { EndpointSpec } from '../container.ts';
import { findContainer, findNetwork } from '../find.ts';
import { type Family, familyOf, type Ip, parseIp } from '../net/ip.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { nextFree, notFree } from '../pool/lease.ts';
import { canAsk } from './answered.ts';
import { isByDhcp } from './by-dhcp.ts';

export interface Candidate {
  parent: string;
  ip: Ip;
}

/**
 * The addresses that a change would give, or take into use again, on LANs that can be asked about them. Where the
 * network chooses: the next `ahead` ones, so that one round of questions mostly suffices.
 */
export function candidatesOf(change: Change, observation: Observation, ahead: number): Candidate[] {
  switch (change.ask) {
    case 'container-run':
      return change.spec.endpoints.flatMap((endpoint) => ofEndpoint(endpoint, observation, ahead));
    case 'network-connect':
      return ofEndpoint(change.endpoint, observation, ahead);
    case 'network-host-access':
      return change.on ? ofShim(change.network, observation, ahead) : [];
    case 'container-start':
      return ofContainer(change.container, observation);
    default:
      return [];
  }
}

/** What the networks of a change that was made would give next. */
export const candidatesAfter = (change: Change, observation: Observation, ahead: number): Candidate[] =>
  networksIn(change).flatMap((network) => ofEndpoint({ network, aliases: [] }, observation, ahead));

function networksIn(change: Change): string[] {
  switch (change.ask) {
    case 'network-create':
      return [change.spec.id];
    case 'container-run':
      return change.spec.endpoints.map(({ network }) => network);
    case 'network-connect':
      return [change.endpoint.network];
    default:
      return [];
  }
}

function ofEndpoint(spec: EndpointSpec, observation: Observation, ahead: number): Candidate[] {
  const found = findNetwork(observation, spec.network);
  if (!('found' in found) || !canAsk(found.found, observation)) return [];
  const network = found.found;
  const families = ([4, 6] as const).filter((family) =>
    family === 4 ? !isByDhcp(network.spec) : network.ipv6,
  );
  return families
    .flatMap((family) => {
      const asked = parseIp((family === 4 ? spec.ip : spec.ip6) ?? '');
      return asked === undefined ? nextOnes(network, family, observation, ahead) : [asked];
    })
    .map((ip) => ({ parent: network.parent, ip }));
}

/** A shim leases like a container; in a pool where the host's own address serves, it is asked for in vain. */
function ofShim(reference: string, observation: Observation, ahead: number): Candidate[] {
  const found = findNetwork(observation, reference);
  return 'found' in found && found.found.shim === undefined
    ? ofEndpoint({ network: found.found.spec.id, aliases: [] }, observation, ahead)
    : [];
}

function nextOnes(network: Network, family: Family, observation: Observation, ahead: number): Ip[] {
  const taken = notFree(network, observation);
  const next: Ip[] = [];
  while (next.length < ahead) {
    const ip = nextFree(network, family, taken);
    if (ip === undefined) break;
    taken.set(ip, '');
    next.push(ip);
  }
  return next;
}

function ofContainer(reference: string, observation: Observation): Candidate[] {
  const found = findContainer(observation, reference);
  if (!('found' in found) || found.found.state.status === 'running') return [];
  return found.found.endpoints.flatMap((endpoint) => {
    const network = observation.networks.find(({ spec }) => spec.id === endpoint.network);
    if (network === undefined || !canAsk(network, observation)) return [];
    return endpoint.addresses.flatMap((address) => {
      const ip = parseIp(address.slice(0, address.indexOf('/')));
      const leased = ip !== undefined && familyOf(ip) === 4 && isByDhcp(network.spec);
      return ip === undefined || leased ? [] : [{ parent: network.parent, ip }];
    });
  });
}
