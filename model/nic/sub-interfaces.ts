// SPDX-License-Identifier: Apache-2.0
import { type Link, linkAt, linkNamed } from '../link.ts';
import type { Observation } from '../observation.ts';
import { networksOn } from '../preflight/parent.ts';

/** A link that can be chosen for a VLAN of a NIC, with what uses it already. */
export interface VlanUse {
  link: Link;
  /** 802.1Q id; undefined: the NIC itself. */
  id: number | undefined;
  /** Names of the networks on it. */
  networks: string[];
  /** The host's own addresses on it, with prefix; link-local ones left out. */
  addresses: string[];
  /** The bridge or bond that holds it, by name. */
  owner?: string;
}

/** The NIC itself, then its sub-interfaces by id, whatever they are called. */
export function vlanUses(nic: Link, observation: Observation): VlanUse[] {
  const subs = observation.links
    .filter((link) => link.vlan !== undefined && link.parent === nic.ifindex && !link.parentElsewhere)
    .toSorted((a, b) => (a.vlan?.id ?? 0) - (b.vlan?.id ?? 0));
  return [nic, ...subs].map((link) => useOf(link, link === nic ? undefined : link.vlan?.id, observation));
}

function useOf(link: Link, id: number | undefined, observation: Observation): VlanUse {
  const owner = linkAt(observation.links, link.master);
  return {
    link,
    id,
    networks: networksOn(link.name, observation).map(({ spec }) => spec.name),
    addresses: link.addresses
      .filter(({ scope }) => scope !== 'link' && scope !== 'host')
      .map(({ ip, prefix }) => `${ip}/${prefix}`),
    ...(owner === undefined ? {} : { owner: owner.name }),
  };
}

/** The parent's name for a VLAN of a NIC, both as typed: the sub-interface that has that id under any name, else `NIC.ID`. */
export function parentFor(nic: string, vlan: string, { links }: Observation): string {
  const id = vlan.trim();
  if (nic === '' || id === '') return nic;
  const under = linkNamed(links, nic);
  const made = links.find(
    (link) => under !== undefined && link.parent === under.ifindex && String(link.vlan?.id) === id,
  );
  return made?.name ?? `${nic}.${id}`;
}
