// SPDX-License-Identifier: Apache-2.0
import type { Facts } from '../model/facts.ts';
import type { Word } from './words.ts';

/** One wrong input: what is typed where, and which sentence must then stand under which field. */
export interface Refusal {
  code: string;
  facts: Facts;
  /** The field that is wrong. */
  at: Word;
  type: Partial<Record<Word, string>>;
  /** Clicked before anything is typed: a NIC, a driver. */
  pick?: readonly (string | { word: Word })[];
  /** What the repair puts into the field. */
  repair?: string;
}

/** What stands in the form before each row; every row is right but for what it types. */
export const SOUND = {
  'name.label': 'new',
  'pool.subnet': '10.81.0.0/24',
  'pool.gateway': '10.81.0.1',
  'pool.range': '',
} as const;

const row = (at: Word, text: string, code: string, facts: Facts, more: Partial<Refusal> = {}): Refusal => ({
  code,
  facts,
  at,
  type: { [at]: text },
  ...more,
});

const subnet = SOUND['pool.subnet'];

/** New network, on eth1. `held`: a network on eth0. */
export const NETWORK_REFUSALS: readonly Refusal[] = [
  row('pool.subnet', 'banana', 'subnet-bad', { subnet: 'banana' }),
  row(
    'pool.subnet',
    '10.81.0.7/24',
    'subnet-host-bits',
    { subnet: '10.81.0.7/24', meant: subnet },
    { repair: subnet },
  ),
  row(
    'pool.subnet',
    '172.16.86.0/25',
    'subnet-overlaps',
    { subnet: '172.16.86.0/25', other: '172.16.86.0/24', network: 'held', parent: 'eth0' },
    { type: { 'pool.subnet': '172.16.86.0/25', 'pool.gateway': '' }, pick: ['eth0'] },
  ),
  row('pool.subnet', '0.0.0.0/0', 'subnet-everything', { subnet: '0.0.0.0/0' }),
  row('pool.gateway', 'router', 'gateway-bad', { gateway: 'router' }),
  row('pool.gateway', '10.82.0.1', 'gateway-outside', { gateway: '10.82.0.1', subnet }),
  row('pool.gateway', '10.81.0.0', 'gateway-is-network', { gateway: '10.81.0.0', subnet }),
  row('pool.gateway', '10.81.0.255', 'gateway-is-broadcast', { gateway: '10.81.0.255', subnet }),
  row('pool.range', 'some', 'range-bad', { range: 'some' }),
  row('pool.range', '10.82.0.0/25', 'range-outside', { range: '10.82.0.0/25', subnet }),
  row(
    'pool.range',
    '10.81.0.130/25',
    'range-host-bits',
    { range: '10.81.0.130/25', meant: '10.81.0.128/25' },
    { repair: '10.81.0.128/25' },
  ),
  row('pool.reserved', 'printer=paper', 'reserved-bad', { name: 'printer', address: 'paper' }),
  row('pool.reserved', 'printer=10.82.0.9', 'reserved-outside', {
    name: 'printer',
    address: '10.82.0.9',
    subnet,
  }),
  row('pool.reserved', 'router=10.81.0.1', 'reserved-is-gateway', { name: 'router', address: '10.81.0.1' }),
  row('pool.reserved', 'a=10.81.0.9, b=10.81.0.9', 'reserved-twice', { name: 'b', address: '10.81.0.9' }),
  row('pool.reserved', 'a=10.81.0.9, a=10.81.0.8', 'reserved-name-twice', { name: 'a' }),
  row(
    'pool.gateway',
    '10.81.0.1',
    'pool-without-subnet',
    { field: '10.81.0.1' },
    { type: { 'pool.subnet': '' } },
  ),
  row('name.label', '', 'name-empty', {}),
  row('name.label', 'bridge', 'name-reserved', { name: 'bridge' }),
  row('name.label', 'held', 'name-taken', { name: 'held' }),
  row('network.mtu', 'abc', 'mtu-bad', { mtu: 'abc' }),
  row('network.mtu', '67', 'mtu-bad', { mtu: '67' }),
  row('network.mtu', '9000', 'mtu-above-parent', { mtu: 9000, parent: 'eth1', parentMtu: 1500 }),
  row('where.vlan', '4095', 'vlan-id-range', { id: 4095, parent: 'eth1.4095' }),
  row('where.vlan', 'blue', 'vlan-id-bad', { id: 'blue', parent: 'eth1.blue' }),
  row(
    'where.nic',
    '',
    'parent-other-driver',
    { parent: 'eth0', driver: 'macvlan', network: 'held' },
    { type: {}, pick: ['eth0', { word: 'how.ipvlan' }] },
  ),
];

/** Run a container, on the network `held`, where the container `holder` is. */
export const RUN_REFUSALS: readonly Refusal[] = [
  row('container.image', 'nobody/knows:1', 'image-unknown', { image: 'nobody/knows:1' }),
  row('name.label', '-x', 'container-name-bad', { name: '-x' }),
  row('name.label', 'x y', 'container-name-bad', { name: 'x y' }),
  row('run.ip', 'next', 'ip-bad', { ip: 'next', family: 4 }),
  row('run.ip', '172.16.86.200', 'ip-taken', { ip: '172.16.86.200', container: 'holder' }),
  row('run.ip', '10.0.0.9', 'ip-outside', { ip: '10.0.0.9', network: 'held', subnets: ['172.16.86.0/24'] }),
  row('run.ip', '172.16.86.1', 'ip-is-gateway', { ip: '172.16.86.1', network: 'held' }),
  row('run.ip', '172.16.86.9', 'ip-is-reserved', { ip: '172.16.86.9', network: 'held', name: 'printer' }),
  row('run.ip', '172.16.86.0', 'ip-is-network', { ip: '172.16.86.0', subnet: '172.16.86.0/24' }),
  row('run.ip', '172.16.86.255', 'ip-is-broadcast', { ip: '172.16.86.255', subnet: '172.16.86.0/24' }),
  row('run.mac', 'mine', 'mac-bad', { mac: 'mine' }),
  row('run.mac', '01:00:5e:00:00:01', 'mac-unusable', { mac: '01:00:5e:00:00:01' }),
  row('run.mac', '02:42:ac:10:56:c8', 'mac-taken', { mac: '02:42:ac:10:56:c8', holder: 'holder' }),
  row('run.priority', 'high', 'gateway-priority-bad', { priority: 'high' }),
  row('run.env', 'TZ', 'env-bad', { env: 'TZ' }),
];
