// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { Ip } from '../net/ip.ts';
import type { Mac } from '../net/mac.ts';
import type { Subnet } from '../net/subnet.ts';
import { link, workstation } from '../testing/host.ts';
import { discover, PACKET, readOffers } from './dhcp-packet.ts';
import { proposeRange } from './propose-range.ts';
import { poolsOffered, scanSubnet } from './scan.ts';

const SUBNET = '172.16.86.0/24' as Subnet;
const pool = (first: string, last: string) => [{ server: '172.16.86.1', first, last }];

describe('proposeRange', () => {
  test.each([
    ['an idle LAN', [], [], '172.16.86.192/27'],
    [
      'clear of the pool',
      ['172.16.86.1', '172.16.86.20', '172.16.86.250'],
      pool('172.16.86.103', '172.16.86.147'),
      '172.16.86.192/27',
    ],
    ['the pool is up there', ['172.16.86.1'], pool('172.16.86.150', '172.16.86.250'), '172.16.86.32/27'],
    [
      'one device in every eighth',
      [1, 40, 70, 100, 140, 170, 200, 230].map((n) => `172.16.86.${n}`),
      [],
      '172.16.86.208/28',
    ],
  ] as const)('%s', (_, used, pools, wanted) => {
    expect(proposeRange(SUBNET, used, [...pools])).toBe(wanted);
  });

  test('nothing is free', () => {
    expect(proposeRange(SUBNET, [], pool('172.16.86.0', '172.16.86.255'))).toBeUndefined();
    expect(proposeRange('172.16.86.0/28' as Subnet, [], [])).toBeUndefined();
  });
});

describe('DHCP on the wire', () => {
  const question = discover('02:01:02:03:04:05' as Mac, 0x12340001);

  test('a question is a whole DISCOVER of fixed size', () => {
    expect(question).toHaveLength(PACKET);
    expect([...question.subarray(0, 12)]).toEqual([1, 1, 6, 0, 0x12, 0x34, 0, 1, 0, 0, 0x80, 0]);
    expect([...question.subarray(28, 34)]).toEqual([2, 1, 2, 3, 4, 5]);
    expect([...question.subarray(236, 249)]).toEqual([99, 130, 83, 99, 53, 1, 1, 55, 3, 1, 3, 6, 255]);
  });

  const answer = (xid: number, type: number, length: number) => {
    const packet = discover('02:01:02:03:04:05' as Mac, xid).slice(0, length);
    packet[0] = 2;
    packet.set([172, 16, 86, 104], 16);
    packet.set([53, 1, type, 54, 4, 172, 16, 86, 1, 255], 240);
    return packet;
  };

  test('offers to us, in a stream; not acknowledgements, nor what others were offered', () => {
    const stream = [
      answer(0x12340001, 2, 300),
      answer(0x12340002, 5, 320),
      answer(0x99990001, 2, 300),
      answer(0x12340003, 2, 548),
    ];
    const bytes = Uint8Array.from(stream.flatMap((one) => [...one]));
    expect(readOffers(bytes, 0x12340000)).toEqual([
      { ip: '172.16.86.104', server: '172.16.86.1' },
      { ip: '172.16.86.104', server: '172.16.86.1' },
    ]);
    expect(readOffers(bytes.subarray(0, 245), 0x12340000)).toEqual([]);
  });
});

test('a pool reaches from the lowest to the highest offer of its server', () => {
  const offer = (ip: string, server: string) => ({ ip: ip as Ip, server: server as Ip });
  const offers = [
    offer('10.0.0.9', '10.0.0.1'),
    offer('10.0.0.100', '10.0.0.1'),
    offer('10.0.0.50', '10.0.0.2'),
  ];
  expect(poolsOffered(offers)).toEqual([
    { server: '10.0.0.1', first: '10.0.0.9', last: '10.0.0.100' },
    { server: '10.0.0.2', first: '10.0.0.50', last: '10.0.0.50' },
  ]);
});

test.each([
  ['eth0', undefined, '172.16.86.0/24'],
  ['eth0', '172.16.80.0/20', '172.16.80.0/20'],
  ['eth0', '172.16.0.0/16', 'scan-large'],
  ['eth0', '2001:db8::/64', 'scan-not-ipv4'],
  ['eth0', '172.16.86.1/24', 'subnet-host-bits'],
  ['eth0', 'x', 'subnet-bad'],
  ['eth1', undefined, 'scan-without-subnet'],
  ['eth2', undefined, 'scan-unready'],
  ['eth9', undefined, 'parent-missing'],
  ['dm', '10.0.0.0/24', 'scan-unready'],
])('%s %s: %s', (parent, text, wanted) => {
  const { links } = workstation();
  const found = scanSubnet(
    parent,
    text,
    workstation({ links: [...links, link('dm', 99, { kind: 'dummy' })] }),
  );
  expect(typeof found === 'string' ? found : found.code).toBe(wanted);
});
