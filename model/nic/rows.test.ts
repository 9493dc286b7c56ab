// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { Link } from '../link.ts';
import { container, link, network, workstation } from '../testing/host.ts';
import { type NicRow, nicRows } from './rows.ts';

const virtual = (name: string, ifindex: number, kind: string, other: Partial<Link> = {}) =>
  link(name, ifindex, { kind, medium: 'virtual', ...other });

/** The workstation with one more link of every sort. */
function crowded(): NicRow[] {
  const host = workstation();
  const on = network({ parent: 'eth0' }, host);
  const links = [
    ...host.links,
    virtual('bond0', 20, 'bond'),
    link('eth4', 21, { master: 20 }),
    virtual('docker0', 22, 'bridge', { carrier: false }),
    virtual('veth12', 23, 'veth', { master: 22 }),
    virtual('lab0', 24, 'veth'),
    virtual('lyshim', 25, 'macvlan', { parent: 2, mode: 'bridge' }),
    virtual('tun0', 26, 'tun'),
    virtual('wg0', 27, 'wireguard'),
    virtual('ifb0', 28, 'ifb'),
    virtual('dm-1', 29, 'dummy', { carrier: false }),
    virtual('warp0', 30, 'warp'),
    virtual('mvin', 31, 'macvlan', { parent: 2, parentElsewhere: true }),
  ];
  const dummy = { ...on, spec: { ...on.spec, name: 'n2' }, parent: 'dm-1', madeLinks: ['dm-1'] };
  return nicRows({ ...host, links, networks: [on, dummy], containers: [container('a', on, '10.77.0.2/24')] });
}

const CASES: [link: string, nature: string, drivers: string, said: string][] = [
  ['eth1', 'physical', 'macvlan ipvlan', ''],
  ['bond0', 'bond', 'macvlan ipvlan', ''],
  ['br0', 'bridge', 'macvlan ipvlan', ''],
  ['eth0.60', 'sub-interface', 'macvlan ipvlan', ''],
  ['lab0', 'veth', 'macvlan ipvlan', ''],
  ['warp0', 'other', 'macvlan ipvlan', ''],
  ['eth0', 'physical', 'macvlan', 'ipvlan: parent-other-driver'],
  ['wlan0', 'wifi', 'macvlan ipvlan', 'macvlan: parent-wifi'],
  ['eth2', 'physical', 'macvlan ipvlan', 'macvlan: parent-down, ipvlan: parent-down'],
  ['docker0', 'bridge', 'macvlan ipvlan', 'macvlan: parent-no-carrier, ipvlan: parent-no-carrier'],
  ['eth3', 'physical', '', 'macvlan: parent-port, ipvlan: parent-port'],
  ['eth4', 'physical', '', 'macvlan: parent-port, ipvlan: parent-port'],
];

describe('candidates', () => {
  test.each(CASES)('%s', (name, nature, drivers, said) => {
    const row = crowded().find((one) => one.link.name === name);
    expect(row).toMatchObject({ candidate: true, nature });
    expect(row?.drivers.join(' ')).toBe(drivers);
    const findings = Object.entries(row?.fitness ?? {}).flatMap(([driver, found]) =>
      found.map(({ code }) => `${driver}: ${code}`),
    );
    expect(findings.join(', ')).toBe(said);
  });
});

test.each([
  ['lo', 'loopback'],
  ['veth12', 'veth'],
  ['lyshim', 'macvlan'],
  ['tun0', 'tap'],
  ['wg0', 'tunnel'],
  ['ifb0', 'internal'],
  ['dm-1', 'dummy'],
])('%s is no candidate', (name, nature) => {
  expect(crowded().find((one) => one.link.name === name)).toMatchObject({
    candidate: false,
    nature,
    drivers: [],
  });
});

test('who owns it, what it sits on, what hangs on it', () => {
  const row = (name: string) => crowded().find((one) => one.link.name === name);
  expect(row('eth3')).toMatchObject({ owner: { name: 'br0', kind: 'bridge' } });
  expect(row('eth4')).toMatchObject({ owner: { name: 'bond0', kind: 'bond' } });
  expect(row('bond0')).toMatchObject({ ports: ['eth4'] });
  expect(row('eth0.60')).toMatchObject({ on: 'eth0' });
  expect(row('eth0')).toMatchObject({ carries: ['eth0.60', 'lyshim'], networks: ['n1'], running: 1 });
  expect(row('mvin')).not.toHaveProperty('on');
});

test('the best come first, and eth2 before eth10', () => {
  const links = [
    link('eth10', 1),
    link('lo', 2, { medium: 'loopback' }),
    link('eth2', 3),
    link('wlan0', 4, { medium: 'wifi' }),
  ];
  const names = nicRows(workstation({ links })).map((row) => row.link.name);
  expect(names).toEqual(['eth2', 'eth10', 'wlan0', 'lo']);
});
