// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Link } from '../../model/link.ts';
import { parseIp } from './parse-ip.ts';

/** Recorded with `ip -d -s -j -batch`: lan, inside and nic on Linux 6.18, tagged and inside-ipvlan on 6.1. */
const sample = (name: string) =>
  parseIp(readFileSync(new URL(`samples/${name}.txt`, import.meta.url), 'utf8'));

const LINKS: [sample: string, link: string, expected: Partial<Link>][] = [
  ['nic', 'eth0', { kind: '', medium: 'physical', up: true, carrier: true, operstate: 'up', mtu: 1400 }],
  ['nic', 'lo', { kind: '', medium: 'loopback', operstate: 'unknown' }],
  ['nic', 'ifb0', { kind: 'ifb', medium: 'virtual', up: false }],
  ['lan', 'eth0', { kind: 'veth', medium: 'virtual', parentElsewhere: false }],
  ['lan', 'sw0', { kind: 'veth', master: 4, promiscuity: 1 }],
  // The kernel still says LOWER_UP of a bridge whose only port is not forwarding yet.
  ['lan', 'br0', { kind: 'bridge', carrier: false, operstate: 'down' }],
  ['lan', 'mv0', { kind: 'macvlan', parent: 3, mode: 'bridge', parentElsewhere: false }],
  ['lan', 'mvp', { kind: 'macvlan', parent: 3, mode: 'private' }],
  ['lan', 'tap0', { kind: 'tun' }],
  ['lan', 'vx0', { kind: 'vxlan' }],
  ['inside', 'mvin', { kind: 'macvlan', parent: 3, parentElsewhere: true, mode: 'bridge' }],
  ['inside', 'vethy', { kind: 'veth', parentElsewhere: false }],
  ['inside-ipvlan', 'ipin', { kind: 'ipvlan', parent: 7, parentElsewhere: true, mode: 'l3' }],
  ['tagged', 'eth0.10', { kind: 'vlan', parent: 2, vlan: { id: 10, protocol: '802.1Q' } }],
  ['tagged', 'qinq', { kind: 'vlan', vlan: { id: 4000, protocol: '802.1ad' } }],
  ['tagged', 'ip1', { kind: 'ipvlan', parent: 3, mode: 'l3', flag: 'private' }],
  ['tagged', 'ip2', { kind: 'ipvlan', parent: 4, mode: 'l3s', flag: 'vepa' }],
  ['tagged', 'mvp', { kind: 'macvlan', mode: 'passthru', flag: 'nopromisc' }],
  ['tagged', 'bond0', { kind: 'bond', up: true }],
  ['tagged', 'e2', { kind: 'dummy', master: 9 }],
];

describe('links', () => {
  test.each(LINKS)('%s: %s', (from, name, expected) => {
    expect(sample(from).links.find((link) => link.name === name)).toMatchObject(expected);
  });

  test.each([
    ['nic', 4],
    ['lan', 10],
    ['inside', 3],
    ['tagged', 13],
    ['inside-ipvlan', 2],
  ])('%s: none is lost', (from, count) => {
    expect(sample(from).links).toHaveLength(count);
  });

  test('a peer, a bond and an ipvlan bridge have no parent, mode or flag', () => {
    const named = (from: string, name: string) => sample(from).links.find((link) => link.name === name);
    expect(named('lan', 'eth0')).not.toHaveProperty('parent');
    expect(named('tagged', 'bond0')).not.toHaveProperty('mode');
    expect(named('tagged', 'ip3')).not.toHaveProperty('flag');
  });

  test('addresses with their flags', () => {
    expect(
      sample('lan')
        .links.find((link) => link.name === 'eth0')
        ?.addresses.slice(0, 2),
    ).toEqual([
      { family: 4, ip: '10.9.0.2', prefix: 24, scope: 'global', flags: [] },
      { family: 6, ip: '2001:db8::2', prefix: 64, scope: 'global', flags: ['tentative'] },
    ]);
  });

  test('a kind of tomorrow keeps its name, and `if7` its number', () => {
    const raw = { ifindex: 9, ifname: 'x0', link: 'if7', flags: ['UP'], linkinfo: { info_kind: 'warp' } };
    const [link] = parseIp(`${JSON.stringify([{}, raw])}\n[]\n[]\n`).links;
    expect(link).toMatchObject({ name: 'x0', kind: 'warp', parent: 7, up: true, carrier: false });
  });
});

describe('routes of the main table', () => {
  test('both families, every next hop, and what is no unicast', () => {
    const lines = sample('lan').routes.map(
      ({ family, to, via, dev }) => `${family} ${to} ${via ?? '-'} ${dev}`,
    );
    expect(lines).toEqual([
      '4 default 10.9.0.1 eth0',
      '4 10.9.0.0/24 - eth0',
      '4 10.20.0.0/16 10.9.0.5 eth0',
      '4 10.20.0.0/16 10.9.0.6 eth0',
      '4 blackhole 10.30.0.0/16 - ',
      '6 2001:db8::/64 - eth0',
      '6 unreachable 2001:db8:dead::/48 - lo',
      '6 fe80::/64 - sw0',
      '6 fe80::/64 - eth0',
      '6 default 2001:db8::1 eth0',
    ]);
  });

  test('an IPv4 route through an IPv6 router', () => {
    const raw = { dst: '10.0.0.0/8', dev: 'eth0', via: { family: 'inet6', host: 'fe80::1' } };
    expect(parseIp(`[]\n${JSON.stringify([raw])}\n[]`).routes).toMatchObject([
      { to: '10.0.0.0/8', via: 'fe80::1', family: 4 },
    ]);
  });
});

test('neighbours', () => {
  expect(sample('lan').neighbours).toEqual([
    { ip: '10.9.0.77', dev: 'eth0', states: ['FAILED'], router: false },
    { ip: '10.9.0.1', dev: 'eth0', states: ['PERMANENT'], router: false, mac: '02:00:00:00:00:01' },
    { ip: '2001:db8::1', dev: 'eth0', states: ['PERMANENT'], router: true, mac: '02:00:00:00:00:01' },
  ]);
});

test('what is not JSON is said, not guessed', () => {
  expect(() => parseIp('Cannot open network namespace\n')).toThrow(SyntaxError);
});
