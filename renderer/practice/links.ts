// SPDX-License-Identifier: Apache-2.0
import type { Link, Neighbour, Route } from '../../model/link.ts';
import { link } from '../../model/testing/host.ts';

const nic = (ifindex: number, name: string, mac: string, more: Partial<Link>): Link =>
  link(name, ifindex, { mac, ...more });

const address = (ip: string, prefix: number, flags: string[] = []): Link['addresses'][number] => ({
  family: ip.includes(':') ? 6 : 4,
  ip,
  prefix,
  scope: ip.startsWith('fe80') ? 'link' : ip.startsWith('127') ? 'host' : 'global',
  flags,
});

/** The links of a believable home-lab machine, in the order the kernel would list them. */
export const practiceLinks = (): Link[] => [
  nic(1, 'lo', '00:00:00:00:00:00', {
    medium: 'loopback',
    mtu: 65536,
    operstate: 'unknown',
    addresses: [address('127.0.0.1', 8)],
  }),
  nic(2, 'eth0', 'a8:a1:59:3c:7e:10', {
    speed: 1000,
    duplex: 'full',
    driver: 'igc',
    promiscuity: 2,
    addresses: [
      address('172.16.86.250', 24, ['dynamic']),
      address('2001:db8:86::250', 64),
      address('fe80::aaa1:59ff:fe3c:7e10', 64),
    ],
    rx: { bytes: 48_210_773_120, packets: 39_120_448, errors: 0, dropped: 12 },
    tx: { bytes: 9_117_320_004, packets: 14_820_003, errors: 0, dropped: 0 },
  }),
  nic(3, 'enp5s0', 'a8:a1:59:3c:7e:11', {
    driver: 'r8169',
    carrier: false,
    operstate: 'down',
  }),
  nic(4, 'enp6s0', 'd8:5e:d3:1a:92:44', {
    driver: 'ixgbe',
    speed: 10000,
    duplex: 'full',
    master: 6,
  }),
  nic(5, 'wlan0', '3c:6a:a7:11:08:5b', {
    medium: 'wifi',
    driver: 'iwlwifi',
    addresses: [address('172.16.86.77', 24, ['dynamic'])],
  }),
  nic(6, 'br0', 'd8:5e:d3:1a:92:44', {
    kind: 'bridge',
    medium: 'virtual',
    addresses: [address('192.168.20.2', 24)],
  }),
  nic(7, 'eth0.50', 'a8:a1:59:3c:7e:10', {
    kind: 'vlan',
    medium: 'virtual',
    parent: 2,
    vlan: { id: 50, protocol: '802.1Q' },
  }),
  nic(8, 'guests', 'a8:a1:59:3c:7e:10', {
    kind: 'vlan',
    medium: 'virtual',
    parent: 2,
    vlan: { id: 7, protocol: '802.1Q' },
    addresses: [address('192.168.7.2', 24)],
  }),
];

const route = (to: string, dev: string, via?: string, source?: string): Route => ({
  family: 4,
  to,
  dev,
  ...(via === undefined ? {} : { via }),
  ...(source === undefined ? {} : { source }),
});

export const practiceRoutes = (): Route[] => [
  route('default', 'eth0', '172.16.86.1'),
  route('172.16.86.0/24', 'eth0', undefined, '172.16.86.250'),
  route('172.16.86.0/24', 'wlan0', undefined, '172.16.86.77'),
  route('192.168.20.0/24', 'br0', undefined, '192.168.20.2'),
];

const SEEN = [
  [1, 'f0:9f:c2:12:44:a0', true],
  [10, 'a4:5e:60:11:22:33', false],
  [11, 'dc:a6:32:8b:01:9e', false],
  [23, '00:11:32:aa:5c:07', false],
  [31, '5c:cf:7f:92:1d:e4', false],
  [42, '9c:b6:d0:e1:77:18', false],
  [101, 'f8:ff:c2:3a:b1:0c', false],
  [104, '8c:85:90:5d:20:66', false],
  [117, '3c:22:fb:0e:9a:51', false],
  [130, 'b8:27:eb:46:10:aa', false],
] as const;

export const practiceNeighbours = (): Neighbour[] =>
  SEEN.map(([host, mac, router]) => ({
    ip: `172.16.86.${host}`,
    dev: 'eth0',
    mac,
    states: [router ? 'REACHABLE' : 'STALE'],
    router,
  }));
