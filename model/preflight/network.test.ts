// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { NetworkSpec, PoolSpec } from '../network.ts';
import { netSpec, network, workstation } from '../testing/host.ts';
import { judgeNetwork } from './network.ts';

const pool = (other: Partial<PoolSpec>): Partial<NetworkSpec> => ({
  pools: [{ subnet: '10.77.0.0/24', reserved: {}, ...other }],
});

/** Each mistake, the codes that are said, and the field that it is said under. */
const CASES: [string, Partial<NetworkSpec>, string[], string?][] = [
  ['nothing wrong', {}, ['host-cannot-reach']],
  ['empty name', { name: '' }, ['name-empty', 'host-cannot-reach'], 'name'],
  ['predefined name', { name: 'host' }, ['name-reserved', 'host-cannot-reach'], 'name'],
  ['spaces and slashes in a name are fine', { name: 'a /b' }, ['host-cannot-reach']],
  ['unknown driver', { driver: 'macvlann' }, ['driver-unknown', 'host-cannot-reach'], 'driver'],
  ['unknown mode', { mode: 'foo' }, ['mode-unknown', 'host-cannot-reach'], 'mode'],
  ['upper-case mode', { mode: 'Bridge' }, ['mode-unknown', 'host-cannot-reach'], 'mode'],
  ['unknown option', { options: { foo: 'bar' } }, ['option-ignored', 'host-cannot-reach'], 'options'],
  ['null IPAM', { ipam: 'null' }, ['ipam-empty', 'host-cannot-reach'], 'ipam'],
  ['prefix 33', pool({ subnet: '10.77.0.0/33' }), ['host-cannot-reach', 'subnet-bad'], 'pools.0.subnet'],
  ['octet 300', pool({ subnet: '10.77.300.0/24' }), ['host-cannot-reach', 'subnet-bad'], 'pools.0.subnet'],
  [
    'host bits',
    pool({ subnet: '10.77.0.9/24' }),
    ['host-cannot-reach', 'subnet-host-bits'],
    'pools.0.subnet',
  ],
  [
    'every address',
    pool({ subnet: '0.0.0.0/0' }),
    ['host-cannot-reach', 'subnet-everything'],
    'pools.0.subnet',
  ],
  [
    'multicast',
    pool({ subnet: '224.0.0.0/24' }),
    ['host-cannot-reach', 'subnet-multicast'],
    'pools.0.subnet',
  ],
  ['loopback', pool({ subnet: '127.0.0.0/24' }), ['host-cannot-reach', 'subnet-loopback'], 'pools.0.subnet'],
  ['gateway no address', pool({ gateway: 'abc' }), ['host-cannot-reach', 'gateway-bad'], 'pools.0.gateway'],
  [
    'gateway in CIDR',
    pool({ gateway: '10.77.0.1/24' }),
    ['host-cannot-reach', 'gateway-bad'],
    'pools.0.gateway',
  ],
  [
    'gateway outside',
    pool({ gateway: '10.99.0.1' }),
    ['host-cannot-reach', 'gateway-outside'],
    'pools.0.gateway',
  ],
  [
    'gateway is .0',
    pool({ gateway: '10.77.0.0' }),
    ['host-cannot-reach', 'gateway-is-network'],
    'pools.0.gateway',
  ],
  [
    'gateway is .255',
    pool({ gateway: '10.77.0.255' }),
    ['host-cannot-reach', 'gateway-is-broadcast'],
    'pools.0.gateway',
  ],
  ['range no subnet', pool({ range: 'abc' }), ['host-cannot-reach', 'range-bad'], 'pools.0.range'],
  [
    'range too large',
    pool({ range: '10.77.0.0/16' }),
    ['host-cannot-reach', 'range-outside'],
    'pools.0.range',
  ],
  [
    'range host bits',
    pool({ range: '10.77.0.130/25' }),
    ['host-cannot-reach', 'range-host-bits'],
    'pools.0.range',
  ],
  [
    'reserved no address',
    pool({ reserved: { x: 'abc' } }),
    ['host-cannot-reach', 'reserved-bad'],
    'pools.0.reserved.x',
  ],
  [
    'reserved outside',
    pool({ reserved: { x: '10.99.0.9' } }),
    ['host-cannot-reach', 'reserved-outside'],
    'pools.0.reserved.x',
  ],
  [
    'reserved is gateway',
    pool({ gateway: '10.77.0.1', reserved: { x: '10.77.0.1' } }),
    ['host-cannot-reach', 'reserved-is-gateway'],
    'pools.0.reserved.x',
  ],
  ...['10.77.0.0', '10.77.0.255'].map((x): [string, Partial<NetworkSpec>, string[], string] => [
    'reserved is an end of the subnet',
    pool({ reserved: { x } }),
    ['host-cannot-reach', 'reserved-is-end'],
    'pools.0.reserved.x',
  ]),
  [
    'two overlapping subnets',
    {
      pools: [
        { subnet: '10.77.0.0/24', reserved: {} },
        { subnet: '10.77.0.128/25', reserved: {} },
      ],
    },
    ['host-cannot-reach', 'subnet-overlaps-self'],
    'pools.1.subnet',
  ],
  ['missing NIC', { parent: 'eth9' }, ['parent-missing'], 'parent'],
  ['upper case', { parent: 'ETH0' }, ['parent-missing'], 'parent'],
  ['alias name', { parent: 'eth0:1' }, ['parent-missing'], 'parent'],
  ['loopback as parent', { parent: 'lo' }, ['parent-loopback', 'host-cannot-reach'], 'parent'],
  ['port of a bridge', { parent: 'eth3' }, ['parent-port', 'host-cannot-reach'], 'parent'],
  ['the bridge itself', { parent: 'br0' }, ['host-cannot-reach']],
  ['down parent', { parent: 'eth2' }, ['parent-down', 'host-cannot-reach'], 'parent'],
  ['Wi-Fi', { parent: 'wlan0' }, ['parent-wifi', 'host-cannot-reach'], 'parent'],
  ['no parent', { parent: '' }, ['parent-dummy'], 'parent'],
  ['VLAN to be made', { parent: 'eth0.50' }, ['host-cannot-reach']],
  ['VLAN that is there', { parent: 'eth0.60' }, ['host-cannot-reach']],
  ['VLAN id with a leading zero', { parent: 'eth0.050' }, ['host-cannot-reach']],
  ['VLAN on a missing NIC', { parent: 'eth9.10' }, ['vlan-nic-missing'], 'parent'],
  ['VLAN id 0', { parent: 'eth0.0' }, ['vlan-id-range'], 'parent'],
  ['VLAN id 4095', { parent: 'eth0.4095' }, ['vlan-id-range'], 'parent'],
  ['VLAN id negative', { parent: 'eth0.-5' }, ['vlan-id-range'], 'parent'],
  ['VLAN id a word', { parent: 'eth0.abc' }, ['vlan-id-bad'], 'parent'],
  ['VLAN id empty', { parent: 'eth0.' }, ['vlan-id-bad'], 'parent'],
  ['two dots', { parent: 'eth0.50.20' }, ['vlan-name-form'], 'parent'],
  ['NIC empty', { parent: '.50' }, ['vlan-nic-missing'], 'parent'],
  ['VLAN on a NIC that is down', { parent: 'eth2.70' }, ['vlan-nic-down'], 'parent'],
  ['VLAN id under another name', { parent: 'eth0.060' }, ['vlan-id-taken'], 'parent'],
  ['MTU above the parent’s', { mtu: 9000 }, ['mtu-above-parent', 'host-cannot-reach'], 'mtu'],
  ['MTU of the least for IPv6', { mtu: 1280, ...pool({ subnet: '2001:db8::/64' }) }, ['host-cannot-reach']],
  ['MTU too low for IPv6', { mtu: 1279, slaac: true }, ['mtu-below-ipv6', 'host-cannot-reach'], 'mtu'],
  ['MTU low for IPv4', { mtu: 576 }, ['host-cannot-reach']],
];

describe('judgeNetwork', () => {
  test.each(CASES)('%s', (_, spec, codes, field) => {
    const findings = judgeNetwork(netSpec(spec), workstation());
    expect(findings.map((found) => found.code)).toEqual(codes);
    if (field !== undefined) expect(findings.map((found) => found.field)).toContain(field);
  });

  const other = { id: 'b'.repeat(64), name: 'n2' };
  const beside = (here: Partial<NetworkSpec>, wanted: Partial<NetworkSpec>) =>
    judgeNetwork(netSpec({ ...other, ...wanted }), workstation({ networks: [network(here)] })).map(
      (found) => found.code,
    );

  test.each([
    ['a taken name', {}, { name: 'n1', pools: [] }, 'name-taken'],
    ['the same subnet on the same parent', {}, {}, 'subnet-overlaps'],
    ['ipvlan beside macvlan', {}, { driver: 'ipvlan', pools: [] }, 'parent-other-driver'],
    ['passthru beside another', {}, { mode: 'passthru', pools: [] }, 'parent-not-alone'],
    ['another beside passthru', { mode: 'passthru' }, { pools: [] }, 'parent-passthru'],
    [
      'a second ipvlan network',
      { driver: 'ipvlan' },
      { driver: 'ipvlan', mode: 'l3', pools: [] },
      'parent-ipvlan-taken',
    ],
  ])('%s', (_, here, wanted, code) => {
    expect(beside(here, wanted)).toContain(code);
  });

  test('one subnet on two parents is two LANs', () => {
    expect(beside({}, { parent: 'eth1' })).toEqual(['host-cannot-reach']);
  });

  test('several macvlan networks share a parent', () => {
    expect(beside({}, { mode: 'private', pools: [{ subnet: '10.78.0.0/24', reserved: {} }] })).toEqual([
      'host-cannot-reach',
    ]);
  });

  test('a mistake that has one answer brings it', () => {
    const [found] = judgeNetwork(netSpec(pool({ subnet: '10.77.0.9/24' })), workstation()).filter(
      (one) => one.repair,
    );
    expect(found?.repair).toEqual({ field: 'pools.0.subnet', value: '10.77.0.0/24' });
  });
});
