// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BITS, type Family, intToIp, ipToInt, parseIp } from './ip.ts';
import { isUsableMac, macOfIpv4, macOfText, parseMac } from './mac.ts';
import { broadcastOf, holds, overlaps, readSubnet, type Subnet, subnetAt } from './subnet.ts';

describe('addresses', () => {
  test.each([
    ['10.77.0.1', '10.77.0.1'],
    ['2001:DB8::0:1', '2001:db8::1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['10.77.0.01', undefined],
    ['10.77.300.1', undefined],
    ['10.77.1', undefined],
    ['0x0a.1.1.1', undefined],
    ['10.77.0.1/24', undefined],
    ['fe80::1%eth0', undefined],
    [' 10.0.0.1', undefined],
    ['abc', undefined],
    ['', undefined],
  ])('%s reads as %s', (text, ip) => {
    expect(parseIp(text)).toBe(ip);
  });

  const anyIp = fc
    .constantFrom<Family>(4, 6)
    .chain((family) =>
      fc.bigInt({ min: 0n, max: (1n << BigInt(BITS[family])) - 1n }).map((value) => ({ family, value })),
    );

  test('an integer and its text are the same address', () => {
    fc.assert(
      fc.property(anyIp, ({ family, value }) => {
        const ip = intToIp(family, value);
        const mapped = family === 6 && value >> 32n === 0xffffn;
        expect(mapped || ipToInt(ip) === value).toBe(true);
        expect(mapped || parseIp(ip) === ip).toBe(true);
      }),
    );
  });

  test('the subnet of an address holds it and nothing below its first', () => {
    fc.assert(
      fc.property(anyIp, fc.nat(128), ({ family, value }, bits) => {
        const ip = intToIp(family, value);
        const subnet = subnetAt(ip, bits % (BITS[family] + 1));
        expect(readSubnet(subnet)).toEqual({ kind: 'subnet', subnet });
      }),
    );
  });
});

describe('subnets', () => {
  test.each([
    ['10.77.0.0/24', { kind: 'subnet', subnet: '10.77.0.0/24' }],
    ['10.77.0.9/24', { kind: 'host-bits', meant: '10.77.0.0/24' }],
    ['2001:DB8:77::/64', { kind: 'subnet', subnet: '2001:db8:77::/64' }],
    ['2001:db8:77::5/64', { kind: 'host-bits', meant: '2001:db8:77::/64' }],
    ['10.77.0.0/33', { kind: 'bad' }],
    ['10.77.0.0/024', { kind: 'bad' }],
    ['10.77.0.0', { kind: 'bad' }],
    ['10.77.0.0/', { kind: 'bad' }],
    ['/24', { kind: 'bad' }],
  ])('%s', (text, reading) => {
    expect(readSubnet(text)).toEqual(reading);
  });

  test.each([
    ['10.0.0.0/8', '10.77.0.0/24', true, true],
    ['10.77.0.0/24', '10.77.1.0/24', false, false],
    ['10.77.0.0/24', '10.0.0.0/8', true, false],
    ['::/0', '10.0.0.0/8', false, false],
  ])('%s and %s', (a, b, meet, within) => {
    expect(overlaps(a as Subnet, b as Subnet)).toBe(meet);
    expect(holds(a as Subnet, b as Subnet)).toBe(within);
  });

  test.each([
    ['10.77.0.0/24', '10.77.0.255'],
    ['10.77.0.0/31', undefined],
    ['2001:db8::/64', undefined],
  ])('broadcast of %s is %s', (subnet, broadcast) => {
    expect(broadcastOf(subnet as Subnet)).toBe(broadcast);
  });
});

describe('MACs', () => {
  test.each([
    ['02:DE:AD:00:00:01', '02:de:ad:00:00:01'],
    ['02-de-ad-00-00-01', '02:de:ad:00:00:01'],
    ['02de.ad00.0001', '02:de:ad:00:00:01'],
    ['02:de:ad', undefined],
    ['02:de:ad:00:00:01:02', undefined],
  ])('%s reads as %s', (text, mac) => {
    expect(parseMac(text)).toBe(mac);
  });

  test('follows the IPv4 address as in Docker 20.10', () => {
    expect(macOfIpv4('192.168.32.128' as never)).toBe('02:42:c0:a8:20:80');
  });

  test('from a text: stable, locally administered, unicast', () => {
    const mac = macOfText('c1/n1');
    expect(mac).toMatch(/^02(:[0-9a-f]{2}){5}$/);
    expect(macOfText('c1/n1')).toBe(mac);
    expect(macOfText('c2/n1')).not.toBe(mac);
  });

  test.each([
    ['01:00:5e:00:00:01', false],
    ['00:00:00:00:00:00', false],
    ['02:de:ad:00:00:01', true],
  ])('%s can be a link’s own: %s', (mac, usable) => {
    expect(isUsableMac(mac as never)).toBe(usable);
  });
});
