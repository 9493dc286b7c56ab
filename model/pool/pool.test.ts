// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { PoolSpec } from '../network.ts';
import { container, network, workstation } from '../testing/host.ts';
import { leases, nextFree } from './lease.ts';
import { capacity, type Pool, readPool } from './pool.ts';

const lan = { internal: false, parent: 'eth0', mode: undefined };
const pool = (subnet: string, other: Partial<PoolSpec> = {}): PoolSpec => ({
  subnet,
  reserved: {},
  ...other,
});

/** What Docker 28.5.2 gave out, container by container, as recorded. */
const ORDER: [string, PoolSpec, string[]][] = [
  ['gateway named', pool('10.77.0.0/24', { gateway: '10.77.0.1' }), ['10.77.0.2', '10.77.0.3', '10.77.0.4']],
  ['no gateway named', pool('10.77.0.0/24'), ['10.77.0.2', '10.77.0.3']],
  [
    'range and reserved address',
    pool('192.168.32.0/24', {
      gateway: '192.168.32.254',
      range: '192.168.32.128/25',
      reserved: { 'my-router': '192.168.32.129' },
    }),
    ['192.168.32.128', '192.168.32.130', '192.168.32.131', '192.168.32.132'],
  ],
  [
    'range without gateway: its first address is it',
    pool('10.77.0.0/24', { range: '10.77.0.128/25' }),
    ['10.77.0.129', '10.77.0.130'],
  ],
  [
    '/30 range',
    pool('10.77.0.0/24', { gateway: '10.77.0.1', range: '10.77.0.32/30' }),
    ['10.77.0.32', '10.77.0.33', '10.77.0.34', '10.77.0.35'],
  ],
  [
    '/30 range that holds gateway and reserved address',
    pool('10.77.0.0/24', { gateway: '10.77.0.33', range: '10.77.0.32/30', reserved: { a: '10.77.0.34' } }),
    ['10.77.0.32', '10.77.0.35'],
  ],
  ['/32 range', pool('10.77.0.0/24', { gateway: '10.77.0.1', range: '10.77.0.40/32' }), ['10.77.0.40']],
  ['/31', pool('10.77.0.0/31'), ['10.77.0.1']],
  ['/31 with gateway', pool('10.77.0.0/31', { gateway: '10.77.0.0' }), ['10.77.0.1']],
  ['/32', pool('10.77.0.0/32'), []],
  [
    'IPv6, gateway ::10',
    pool('2001:db8:abc8::/64', { gateway: '2001:db8:abc8::10' }),
    ['2001:db8:abc8::1', '2001:db8:abc8::2'],
  ],
  ['IPv6, gateway ::1', pool('2001:db8:77::/64', { gateway: '2001:db8:77::1' }), ['2001:db8:77::2']],
];

describe('the order in which addresses are given out', () => {
  test.each(ORDER)('%s', (_, spec, expected) => {
    const lanNetwork = { ...network(), pools: [spec] };
    const family = spec.subnet.includes(':') ? 6 : 4;
    const held = new Map<never, string>();
    for (const address of expected) {
      const next = nextFree(lanNetwork, family, held);
      expect(next).toBe(address);
      held.set(next as never, 'somebody');
    }
    const whole = expected.length === Number(capacity(readPool(spec, lan) as Pool));
    if (whole) expect(nextFree(lanNetwork, family, held)).toBeUndefined();
  });

  test('no gateway is kept where no default route would use it: the first address is given out', () => {
    for (const none of [
      { ...lan, parent: '' },
      { ...lan, internal: true },
      { ...lan, mode: 'l3' },
    ]) {
      expect(readPool(pool('10.77.0.0/24'), none)?.gateway).toBeUndefined();
    }
  });

  test('a full pool spills into the next of its family', () => {
    const both = { ...network(), pools: [pool('10.77.0.0/31'), pool('10.78.0.0/24')] };
    expect(nextFree(both, 4, new Map([['10.77.0.1' as never, 'c1']]))).toBe('10.78.0.2');
  });

  test('an address that somebody has let go is the next one given', () => {
    const on = network();
    const host = workstation({
      networks: [on],
      containers: [container('c1', on, '10.77.0.2/24'), container('c3', on, '10.77.0.4/24')],
    });
    expect(nextFree(on, 4, leases(on.spec.id, host))).toBe('10.77.0.3');
  });

  test('a /8 is never enumerated', () => {
    const wide = readPool(pool('10.0.0.0/8'), lan) as Pool;
    expect(capacity(wide)).toBe(2n ** 24n - 3n);
  });
});
