// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { StripSources } from './cells.ts';
import { PARTS, stripParts } from './parts.ts';

const sources = (more: Partial<StripSources>): StripSources => ({
  subnet: '10.0.0.0/16',
  reserved: {},
  ours: new Map(),
  hosts: [],
  seen: new Map(),
  ...more,
});

const part = (more: Partial<StripSources>, at: number) => stripParts(sources(more))[at];

describe('stripParts', () => {
  it('equal blocks from one end to the other', () => {
    const parts = stripParts(sources({}));
    expect(parts).toHaveLength(PARTS);
    expect(parts[1]).toMatchObject({ ip: '10.0.4.0', first: '10.0.4.0', last: '10.0.7.255', kind: 'free' });
    expect(parts.at(-1)?.last).toBe('10.0.255.255');
  });

  it.each([
    ['past the network address', {}, 0, '10.0.0.1'],
    [
      'past the gateway and a container',
      { gateway: '10.0.0.1', ours: new Map([['10.0.0.2', 'web']]) },
      0,
      '10.0.0.3',
    ],
    ['past what DHCP leases', { dhcp: [{ first: '10.0.4.0', last: '10.0.5.255' }] }, 1, '10.0.6.0'],
    ['inside the range, where that reaches into the part', { range: '10.0.6.0/23' }, 1, '10.0.6.0'],
    ['outside it elsewhere', { range: '10.0.6.0/23' }, 2, '10.0.8.0'],
  ] as const)('the first free address: %s', (_, more, at, ip) => {
    expect(part(more, at)).toMatchObject({ ip, kind: 'free' });
  });

  it('a part that is leased through and through has none', () => {
    const dhcp = [{ first: '10.0.0.0', last: '10.0.15.255' }];
    expect(part({ dhcp }, 1)).toMatchObject({ ip: '10.0.4.0', kind: 'dhcp' });
  });

  it('IPv6', () => {
    expect(part({ subnet: 'fd00::/64', gateway: 'fd00::1' }, 0)).toMatchObject({ ip: 'fd00::2' });
    expect(part({ subnet: 'fd00::/64' }, 32)).toMatchObject({ ip: 'fd00::8000:0:0:0' });
  });

  it('none where cells are drawn, or nothing can be read', () => {
    expect(stripParts(sources({ subnet: '10.0.0.0/24' }))).toEqual([]);
    expect(stripParts(sources({ subnet: '10.0' }))).toEqual([]);
  });
});
