// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { parseEcho } from './parse-fping.ts';
import { parseNeighbourChange } from './parse-neighbour.ts';

describe('fping', () => {
  test.each([
    [
      '[1795504534.36930] 10.9.0.2     : [0], 64 bytes, 0.160 ms (0.160 avg, 0% loss)',
      { ip: '10.9.0.2', at: 1795504534369, rtt: 0.16 },
    ],
    [
      '[1795504534.87954] 10.9.0.77    : [0], timed out (NaN avg, 100% loss)',
      { ip: '10.9.0.77', at: 1795504534880 },
    ],
    [
      '[1795504534.89000] 2001:db8::2  : [1], 64 bytes, 1058 ms (0.067 avg, 0% loss)',
      { ip: '2001:db8::2', at: 1795504534890, rtt: 1058 },
    ],
    [
      '[1795504534.89000] fe80::1%eth0 : [12], 64 bytes, 0.58 ms (0.067 avg, 0% loss)',
      { ip: 'fe80::1', at: 1795504534890, rtt: 0.58 },
    ],
    ['ICMP Host Unreachable from 10.9.0.1 for ICMP Echo sent to 10.9.0.77', undefined],
    ['', undefined],
  ])('%s', (line, echo) => expect(parseEcho(line)).toEqual(echo));
});

describe('ip monitor neigh', () => {
  const none = { gone: false, router: false };
  test.each([
    [
      '10.9.0.2 dev eth0 lladdr 26:73:f1:42:9a:a6 REACHABLE ',
      { ...none, ip: '10.9.0.2', dev: 'eth0', mac: '26:73:f1:42:9a:a6', states: ['REACHABLE'] },
    ],
    ['10.9.0.77 dev eth0 FAILED ', { ...none, ip: '10.9.0.77', dev: 'eth0', states: ['FAILED'] }],
    [
      'fe80::1 dev eth0 lladdr 26:73:f1:42:9a:a6 router STALE ',
      { ...none, ip: 'fe80::1', dev: 'eth0', mac: '26:73:f1:42:9a:a6', router: true, states: ['STALE'] },
    ],
    [
      'Deleted 10.9.0.77 dev eth0 FAILED ',
      { ...none, ip: '10.9.0.77', dev: 'eth0', gone: true, states: ['FAILED'] },
    ],
    ['2: eth0: <BROADCAST,UP> mtu 1500', undefined],
    ['', undefined],
  ])('%s', (line, change) => expect(parseNeighbourChange(line)).toEqual(change));
});
