// SPDX-License-Identifier: Apache-2.0
import { ADDRESSES, type Bridge, GATEWAYS, PLACES, type Place, SYSCTLS, TAGGED, WIRES } from './topology.ts';

/**
 * The ports' ifindexes start here. Linkwatch takes a veth whose ifindex is its peer's for one without a lower link and
 * delays its carrier event by up to a second, and both ends would be the first link of their namespace.
 */
const FIRST_PORT = 101;

/** `ip -batch` lines that make the namespaces and the cables between them, each end directly in its place. */
export function wiring(): string {
  return lines([
    ...PLACES.map((place) => `netns add ${place}`),
    ...WIRES.map(
      ({ place, name, mac, port }, nth) =>
        `link add name ${port} index ${FIRST_PORT + nth} netns switch type veth peer name ${name} netns ${place} address ${mac}`,
    ),
  ]);
}

/** `ip -batch` lines that bring one place up. `tagged`: the kernel has 802.1Q. */
export function bringUp(place: Place, tagged: boolean): string {
  const vlans = tagged ? TAGGED.filter((link) => link.place === place) : [];
  const links = WIRES.filter((wire) => wire.place === place).map((wire) => wire.name);
  const there = new Set([...links, ...vlans.map((link) => link.name)]);
  return lines([
    'link set lo up',
    ...(place === 'switch' ? bridges() : []),
    ...links.map((name) => `link set ${name} up`),
    ...vlans.flatMap(({ on, id, name }) => [
      `link add link ${on} name ${name} type vlan id ${id}`,
      `link set ${name} up`,
    ]),
    ...ADDRESSES.filter((entry) => entry.place === place && there.has(entry.link)).flatMap((entry) =>
      entry.addresses.map((address) => addressLine(address, entry.link)),
    ),
    ...GATEWAYS.filter((route) => route.place === place).map(({ via }) => `route add default via ${via}`),
  ]);
}

function bridges(): string[] {
  const names: Bridge[] = ['br0', 'br1'];
  return [
    ...names.map((name) => `link add ${name} type bridge stp_state 0 forward_delay 0 mcast_snooping 0`),
    ...WIRES.flatMap(({ port, bridge }) => [`link set ${port} up`, `link set ${port} master ${bridge}`]),
    ...names.map((name) => `link set ${name} up`),
  ];
}

const addressLine = (address: string, link: string): string =>
  address.includes(':')
    ? `address add ${address} dev ${link} nodad`
    : `address add ${address} broadcast + dev ${link}`;

/** A file for `sysctl -p`. */
export const settings = (place: Place): string =>
  lines(Object.entries(SYSCTLS[place]).map(([name, value]) => `${name} = ${value}`));

/** Names of the links that a kernel without 802.1Q leaves out. */
export const leftOut = (tagged: boolean): string[] => (tagged ? [] : TAGGED.map((link) => link.name));

const lines = (all: string[]): string => all.map((line) => `${line}\n`).join('');
