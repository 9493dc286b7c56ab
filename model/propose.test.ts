// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { LinkAddress } from './link.ts';
import { proposeIpv6, proposeNetwork, proposePool } from './propose.ts';
import { idOf, link, network, workstation } from './testing/host.ts';

const six = (ip: string, flags: string[] = [], scope = 'global'): LinkAddress => ({
  family: 6,
  ip,
  prefix: 64,
  scope,
  flags,
});

const withSix = (...addresses: LinkAddress[]) =>
  workstation({
    links: [link('eth0', 2, { addresses })],
    neighbours: [
      { ip: '2001:db8:77::9', dev: 'eth0', states: ['STALE'], router: false },
      { ip: '2001:db8:77::1', dev: 'eth0', states: ['REACHABLE'], router: true },
    ],
  });

describe('IPv4', () => {
  it('the NIC’s own subnet, its router, a range above the middle', () => {
    expect(proposeNetwork(idOf('a'), 'eth0', workstation())).toMatchObject({
      name: 'eth0-lan',
      driver: 'macvlan',
      pools: [{ subnet: '172.16.86.0/24', gateway: '172.16.86.1', range: '172.16.86.192/27', reserved: {} }],
    });
  });

  it('nothing where there is no address, or a network has that subnet', () => {
    expect(proposePool(4, 'eth1', workstation())).toBeUndefined();
    const pools = [{ subnet: '172.16.86.0/24', reserved: {} }];
    const held = workstation({ networks: [network({ pools })] });
    expect(proposePool(4, 'eth0', held)).toBeUndefined();
    expect(proposeNetwork(idOf('a'), 'eth0', held).pools).toEqual([]);
  });
});

describe('IPv6', () => {
  it('the lasting prefix; a neighbour that is a router; a short range clear of it', () => {
    const host = withSix(
      six('fe80::1', [], 'link'),
      six('2001:db8:66::5', ['temporary']),
      six('2001:db8:77::5'),
    );
    expect(proposePool(6, 'eth0', host)).toEqual({
      subnet: '2001:db8:77::/64',
      gateway: '2001:db8:77::1',
      range: '2001:db8:77::1:0/112',
      reserved: {},
    });
  });

  it('this host’s own address inside the range is kept out', () => {
    expect(proposePool(6, 'eth0', withSix(six('2001:db8:77::1:5')))?.reserved).toEqual({
      'this-host': '2001:db8:77::1:5',
    });
  });

  it('a pool where its router is known, else router advertisements: a gateway is not guessed', () => {
    const known = withSix(six('2001:db8:77::5'));
    expect(proposeIpv6('eth0', known)).toMatchObject({ from: 'pool', pool: { gateway: '2001:db8:77::1' } });
    const route = { family: 6, to: 'default', via: 'fe80::1', dev: 'eth0' } as const;
    expect(proposeIpv6('eth0', { ...known, neighbours: [], routes: [route] })).toEqual({
      from: 'advertisements',
      subnet: '2001:db8:77::/64',
    });
    expect(proposeIpv6('eth0', withSix(six('fe80::1', [], 'link')))).toBeUndefined();
  });

  it('nothing from link-local or passing addresses', () => {
    const host = withSix(six('fe80::1', [], 'link'), six('2001:db8:66::5', ['deprecated']));
    expect(proposePool(6, 'eth0', host)).toBeUndefined();
  });
});
