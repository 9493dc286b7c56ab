// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { link, network, workstation } from '../testing/host.ts';
import { parentFor, vlanUses } from './sub-interfaces.ts';

const host = workstation();
const vlan = (name: string, ifindex: number, id: number) =>
  link(name, ifindex, { kind: 'vlan', medium: 'virtual', parent: 2, vlan: { id, protocol: '802.1Q' } });
const address = (family: 4 | 6, ip: string, prefix: number, scope: string) => ({
  family,
  ip,
  prefix,
  scope,
  flags: [],
});
const guests = {
  ...vlan('guests', 30, 7),
  master: 6,
  addresses: [address(4, '10.7.0.2', 24, 'global'), address(6, 'fe80::1', 64, 'link')],
};
const links = [...host.links, guests];
const on = network({ parent: 'eth0.60' }, { ...host, links });
const seen = { ...host, links, networks: [on] };

it('the NIC itself, then its sub-interfaces by id, with what uses them', () => {
  const eth0 = links[1];
  if (eth0 === undefined) throw new Error('no eth0');
  const told = vlanUses(eth0, seen).map(({ link, id, networks, addresses, owner }) => [
    link.name,
    id,
    networks.join(),
    addresses.join(),
    owner,
  ]);
  expect(told).toEqual([
    ['eth0', undefined, '', '172.16.86.250/24', undefined],
    ['guests', 7, '', '10.7.0.2/24', 'br0'],
    ['eth0.60', 60, 'n1', '', undefined],
  ]);
});

it.each([
  ['eth0', '', 'eth0'],
  ['eth0', ' 60 ', 'eth0.60'],
  ['eth0', '7', 'guests'],
  ['eth0', '50', 'eth0.50'],
  ['eth1', '7', 'eth1.7'],
  ['gone0', '7', 'gone0.7'],
  ['', '7', ''],
])('%s, VLAN %j: %s', (nic, id, parent) => expect(parentFor(nic, id, seen)).toBe(parent));
