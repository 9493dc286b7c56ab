// SPDX-License-Identifier: Apache-2.0
import type { Container, Endpoint } from '../../model/container.ts';
import { type Link, linkAt, linkNamed } from '../../model/link.ts';
import type { Network } from '../../model/network.ts';
import { nicRows } from '../../model/nic/rows.ts';
import type { Observation } from '../../model/observation.ts';

/** One container's place on one network. */
export interface Seat {
  container: Container;
  endpoint: Endpoint;
}

export interface LaneNetwork {
  network: Network;
  /** The sub-interface between the NIC and the network; undefined when it sits on the NIC itself. */
  through: Link | undefined;
  seats: Seat[];
}

/** One NIC with all that hangs on it. `link` is undefined when the kernel no longer has it. */
export interface Lane {
  name: string;
  link: Link | undefined;
  networks: LaneNetwork[];
}

/** The links that a person would call NICs: what can carry a network, but for the VLANs on it. In the kernel's order. */
export const nicsOf = (observation: Observation): Link[] =>
  nicRows(observation)
    .filter((row) => row.candidate && row.nature !== 'sub-interface')
    .map((row) => row.link)
    .toSorted((a, b) => a.ifindex - b.ifindex);

/** Down the stack to the NIC: `eth0.50` to `eth0`. */
export function nicUnder(links: readonly Link[], name: string): Link | undefined {
  let link = linkNamed(links, name);
  for (let depth = 0; link !== undefined && depth < 8; depth++) {
    if (link.kind !== 'vlan' || link.parent === undefined) return link;
    link = linkAt(links, link.parent) ?? link;
  }
  return link;
}

export const seatsOn = (network: Network, containers: readonly Container[]): Seat[] =>
  containers.flatMap((container) =>
    container.endpoints
      .filter((endpoint) => endpoint.network === network.spec.id)
      .map((endpoint) => ({ container, endpoint })),
  );

/** NICs with networks first, then those that carry traffic, then the rest; inside that the kernel's order. */
export function lanesOf(observation: Observation): Lane[] {
  const lanes = new Map<string, Lane>();
  for (const link of nicsOf(observation)) lanes.set(link.name, { name: link.name, link, networks: [] });
  for (const network of observation.networks) placeNetwork(lanes, network, observation);
  return [...lanes.values()].toSorted((a, b) => rankOf(a) - rankOf(b));
}

function placeNetwork(lanes: Map<string, Lane>, network: Network, observation: Observation): void {
  const parent = linkNamed(observation.links, network.parent);
  const nic = nicUnder(observation.links, network.parent);
  const name = nic?.name ?? network.parent.split('.')[0] ?? network.parent;
  const lane = lanes.get(name) ?? { name, link: nic, networks: [] };
  lanes.set(name, lane);
  lane.networks.push({
    network,
    through: parent?.kind === 'vlan' ? parent : undefined,
    seats: seatsOn(network, observation.containers),
  });
}

const rankOf = (lane: Lane): number =>
  lane.networks.length > 0 ? 0 : lane.link?.up && lane.link.carrier && lane.link.master === undefined ? 1 : 2;
