// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { LinkAddress } from './link.ts';
import { settlingOf } from './settling.ts';
import { link } from './testing/host.ts';

const on = (ip: string, ...flags: string[]): LinkAddress => ({
  family: ip.includes(':') ? 6 : 4,
  ip,
  prefix: 64,
  scope: ip.startsWith('fe80') ? 'link' : 'global',
  flags,
});
const seen = (...addresses: LinkAddress[]) => link('eth0', 2, { addresses });

describe('settlingOf', () => {
  test.each([
    ['no link', undefined, { is: 'settled' }],
    [
      'a link that is down',
      link('eth0', 2, { up: false, addresses: [on('2001:db8::2', 'tentative')] }),
      { is: 'settled' },
    ],
    [
      'no signal: nobody to ask',
      link('eth0', 2, { carrier: false, addresses: [on('2001:db8::2', 'tentative')] }),
      { is: 'settled' },
    ],
    ['IPv4 only', seen(on('10.77.0.2')), { is: 'settled' }],
    ['all found free', seen(on('2001:db8::2'), on('fe80::2')), { is: 'settled' }],
    [
      'the link-local one is asked for',
      seen(on('2001:db8::2'), on('fe80::2', 'tentative')),
      { is: 'tentative', addresses: ['fe80::2'] },
    ],
    [
      'an optimistic one is not free yet',
      seen(on('2001:db8::2', 'optimistic')),
      { is: 'tentative', addresses: ['2001:db8::2'] },
    ],
    [
      'one is taken',
      seen(on('2001:db8::2', 'tentative', 'dadfailed'), on('fe80::2', 'tentative')),
      { is: 'duplicate', address: '2001:db8::2', pending: true },
    ],
  ])('%s', (_, there, expected) => {
    expect(settlingOf(there, false)).toEqual(expected);
  });

  test.each([
    ['no prefix yet', seen(on('fe80::2')), { is: 'unadvertised' }],
    [
      'a lease of the pool is not one of a router',
      seen(on('fe80::2'), on('2001:db8::2')),
      { is: 'unadvertised' },
    ],
    [
      'its address is asked for',
      seen(on('fe80::2'), on('2001:db8::aa', 'dynamic', 'mngtmpaddr', 'tentative')),
      { is: 'tentative', addresses: ['2001:db8::aa'] },
    ],
    [
      'its address is found free',
      seen(on('fe80::2'), on('2001:db8::aa', 'dynamic', 'mngtmpaddr')),
      { is: 'settled' },
    ],
  ])('with SLAAC: %s', (_, there, expected) => {
    expect(settlingOf(there, true)).toEqual(expected);
  });
});
