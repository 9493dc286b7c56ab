// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { parseIp } from '../net/ip.ts';
import type { Subnet } from '../net/subnet.ts';
import { blockHolding, stripBar } from './bar.ts';
import { countsOf, type StripSources, stripCells } from './cells.ts';

const sources = (more: Partial<StripSources>): StripSources => ({
  subnet: '172.16.86.0/24',
  gateway: '172.16.86.1',
  range: '172.16.86.192/27',
  reserved: { printer: '172.16.86.200' },
  ours: new Map([['172.16.86.193', 'web']]),
  hosts: ['172.16.86.250'],
  seen: new Map([['172.16.86.10', 'a4:5e:60:11:22:33']]),
  ...more,
});

const kindAt = (given: StripSources, ip: string) => stripCells(given).find((cell) => cell.ip === ip)?.kind;

describe('stripCells', () => {
  it('draws every address of a /24 in order', () => {
    const cells = stripCells(sources({}));
    expect(cells).toHaveLength(256);
    expect(cells.at(5)).toEqual({ ip: '172.16.86.5', kind: 'free', inRange: false });
  });

  it.each([
    ['172.16.86.0', 'network'],
    ['172.16.86.1', 'gateway'],
    ['172.16.86.10', 'seen'],
    ['172.16.86.193', 'ours'],
    ['172.16.86.200', 'reserved'],
    ['172.16.86.250', 'host'],
    ['172.16.86.255', 'broadcast'],
  ])('%s is %s', (ip, kind) => expect(kindAt(sources({}), ip)).toBe(kind));

  it('calls it a conflict when somebody else answers for what is ours', () => {
    const given = sources({ seen: new Map([['172.16.86.193', 'b8:27:eb:46:10:aa']]) });
    expect(kindAt(given, '172.16.86.193')).toBe('conflict');
  });

  it('draws nothing for what cannot be read, or is too large', () => {
    expect(stripCells(sources({ subnet: '172.16.86' }))).toEqual([]);
    expect(stripCells(sources({ subnet: '10.0.0.0/16' }))).toEqual([]);
  });

  it('counts what is left of the range', () => {
    expect(countsOf(sources({}))).toMatchObject({ given: 30, seen: 1, ours: 1, reserved: 1 });
  });

  it.each([
    ['172.16.86.99', 'free'],
    ['172.16.86.100', 'dhcp'],
    ['172.16.86.149', 'dhcp'],
    ['172.16.86.150', 'free'],
    ['172.16.86.104', 'seen'],
  ])('a DHCP pool: %s is %s', (ip, kind) => {
    const dhcp = [
      { first: '172.16.86.100', last: '172.16.86.149' },
      { first: '10.0.0.1', last: '10.0.0.9' },
      { first: 'nonsense', last: '172.16.86.9' },
    ];
    const given = sources({ dhcp, seen: new Map([['172.16.86.104', '8c:85:90:5d:20:66']]) });
    expect(kindAt(given, ip)).toBe(kind);
    expect(countsOf(given).dhcp).toBe(50);
  });

  it('gives a /31 no network and no broadcast address', () => {
    expect(stripCells(sources({ subnet: '10.0.0.0/31', range: undefined })).map((one) => one.kind)).toEqual([
      'free',
      'free',
    ]);
  });
});

describe('stripBar', () => {
  it('places the range and the marks between 0 and 1', () => {
    const bar = stripBar(sources({ subnet: '10.0.0.0/16', range: '10.0.128.0/17', gateway: '10.0.0.1' }));
    expect(bar?.range).toEqual({ at: 0.5, length: 0.5 });
    const leased = { subnet: '10.0.0.0/16', dhcp: [{ first: '9.255.0.0', last: '10.0.63.255' }] };
    expect(stripBar(sources(leased))?.dhcp).toEqual([{ at: 0, length: 0.25 }]);
    expect(bar?.marks.find((one) => one.kind === 'gateway')?.at).toBeCloseTo(1 / 65536, 5);
  });
});

describe('blockHolding', () => {
  it.each([
    ['172.16.86.200', '172.16.86.210', '172.16.86.192/27'],
    ['172.16.86.200', '172.16.86.200', '172.16.86.200/32'],
    ['172.16.86.127', '172.16.86.128', '172.16.86.0/24'],
  ])('%s to %s is %s', (one, other, block) => {
    const [a, b] = [parseIp(one), parseIp(other)];
    if (a === undefined || b === undefined) throw new Error('not addresses');
    expect(blockHolding('172.16.86.0/24' as Subnet, a, b)).toBe(block);
  });
});
