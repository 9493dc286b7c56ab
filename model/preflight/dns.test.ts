// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { ContainerSpec } from '../container.ts';
import type { NetworkSpec } from '../network.ts';
import type { HostResolver } from '../resolver.ts';
import { idOf, network, workstation } from '../testing/host.ts';
import { judgeDns, readHost } from './dns.ts';

const spec = (other: Partial<ContainerSpec> = {}): ContainerSpec => ({
  ...{ id: idOf('c'), name: 'c1', image: 'alpine', command: [], env: [], labels: {} },
  ...{ tty: false, interactive: false, remove: false },
  endpoints: [{ network: 'n1', aliases: [] }],
  ...other,
});
const asked = (other: Partial<NonNullable<ContainerSpec['dns']>>) => ({
  dns: { servers: [], search: [], options: [], ...other },
});
const LAN: HostResolver = {
  file: '/etc/resolv.conf',
  servers: ['172.16.86.1'],
  search: [],
  options: [],
  unreachable: [],
};

function said(of: Partial<ContainerSpec>, resolver: HostResolver = LAN, on: Partial<NetworkSpec> = {}) {
  const { host, ...seen } = workstation({ networks: [network(on)] });
  return judgeDns(spec(of), { ...seen, host: { ...host, resolver } }).map(({ code, field }) => [code, field]);
}

const STUB: HostResolver = { ...LAN, file: '', servers: [], unreachable: ['127.0.0.53'] };
const SELF: HostResolver = { ...LAN, servers: ['172.16.86.250'] };

test.each([
  ['a resolver on the LAN', {}, LAN, []],
  ['only a stub on loopback', {}, STUB, [['resolver-loopback', 'dns']]],
  ['the host itself', {}, SELF, [['resolver-on-host', 'dns']]],
  ['the host among others', {}, { ...SELF, servers: ['172.16.86.250', '9.9.9.9'] }, []],
  ['a stub, and one asked for', asked({ servers: ['9.9.9.9'] }), STUB, []],
  ['a stub, and no network', { endpoints: [] }, STUB, []],
  ['no address', asked({ servers: ['9.9.9.9', 'router'] }), LAN, [['dns-bad', 'dns.servers.1']]],
  [
    'two words',
    asked({ search: ['a b'], options: ['ndots:1\nnameserver 6.6.6.6'] }),
    LAN,
    [
      ['dns-words-bad', 'dns'],
      ['dns-words-bad', 'dns'],
    ],
  ],
  ['a host', { hosts: ['nas:10.0.0.5', 'v6:2001:db8::5'] }, LAN, []],
  [
    'hosts that are none',
    { hosts: ['nas', 'nas:x', ':10.0.0.1', 'a b:10.0.0.1', 'nas:host-gateway'] },
    LAN,
    [0, 1, 2, 3, 4].map((at) => ['add-host-bad', `hosts.${at}`]),
  ],
])('%s', (_, of, resolver, expected) => {
  expect(said(of, resolver)).toEqual(expected);
});

test.each([
  [
    'IPv6 alone, and a server of IPv4',
    { pools: [{ subnet: '2001:db8::/64', reserved: {} }], ipv4: false },
    {},
    1,
  ],
  [
    'IPv6 alone, and servers of both',
    { pools: [{ subnet: '2001:db8::/64', reserved: {} }], ipv4: false },
    asked({ servers: ['9.9.9.9', '2620:fe::fe'] }),
    0,
  ],
  ['SLAAC beside IPv4', { slaac: true }, asked({ servers: ['2620:fe::fe'] }), 0],
  ['IPv4 alone, and a server of IPv6', {}, asked({ servers: ['2620:fe::fe'] }), 1],
  ['DHCP names servers of its own', { ipam: 'dhcp', pools: [] }, {}, 0],
])('%s', (_, on, of, times) => {
  const expected = Array.from({ length: times }, () => ['resolver-other-family', 'dns']);
  expect(said(of, LAN, on)).toEqual(expected);
});

test('by its shim the host is within reach', () => {
  const shim = { link: 'ly-shim', addresses: [], routes: [] };
  const { host, ...seen } = workstation({ networks: [{ ...network(), shim: shim as never }] });
  expect(judgeDns(spec(), { ...seen, host: { ...host, resolver: SELF } })).toEqual([]);
});

test('a network that leads nowhere needs no resolver', () => {
  expect(said({}, STUB, { internal: true })).toEqual([]);
  expect(said({}, STUB, { parent: '' })).toEqual([]);
});

test('a host with an IPv6 address', () => {
  expect(readHost('nas:2001:db8::5')).toEqual({ name: 'nas', address: '2001:db8::5' });
});
