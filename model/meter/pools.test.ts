// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { PoolSpec } from '../network.ts';
import { container, network, workstation } from '../testing/host.ts';
import { poolMeters } from './pools.ts';

const sixteen: PoolSpec = {
  subnet: '10.77.0.0/24',
  gateway: '10.77.0.1',
  range: '10.77.0.16/28',
  reserved: { nas: '10.77.0.20' },
};

/** The first pool of a network on which these addresses are held. */
function meterOf(pool: PoolSpec, addresses: string[], shim?: string) {
  const on = {
    ...network({ pools: [pool] }),
    ...(shim === undefined ? {} : { shim: { link: 'ly-aaaaaaaaaa', mac: '', addresses: [shim] } }),
  };
  const containers = addresses.map((address, at) => container(`c${at % 10}`, on, address));
  return poolMeters(on, workstation({ networks: [on], containers }))[0];
}

const upTo = (last: number): string[] =>
  Array.from({ length: last - 15 }, (_, at) => `10.77.0.${at + 16}/24`).filter(
    (address) => address !== '10.77.0.20/24',
  );

test.each<[string, string[], string | undefined, bigint, string | undefined]>([
  ['nobody', [], undefined, 0n, undefined],
  ['half', upTo(23), undefined, 7n, undefined],
  ['outside the range is not counted', ['10.77.0.200/24'], undefined, 0n, undefined],
  ['the shim counts', upTo(28), '10.77.0.31/32', 13n, undefined],
  ['nine of ten', upTo(30), undefined, 14n, 'pool-filling'],
  ['full', upTo(31), undefined, 15n, 'pool-used-up'],
  ['full with the shim', upTo(30), '10.77.0.31/32', 15n, 'pool-used-up'],
])('%s', (_, held, shim, used, code) => {
  const meter = meterOf(sixteen, held, shim);
  expect(meter).toMatchObject({ capacity: 15n, used, free: 15n - used, share: Number(used) / 15 });
  expect(meter?.finding?.code).toBe(code);
});

test('an IPv6 pool is counted, not enumerated', () => {
  const meter = meterOf({ subnet: '2001:db8:77::/64', reserved: {} }, ['2001:db8:77::2/64']);
  expect(meter).toMatchObject({ family: 6, capacity: 2n ** 64n - 2n, used: 1n, free: 2n ** 64n - 3n });
  expect(meter?.share).toBeLessThan(1e-18);
  expect(meter?.finding).toBeUndefined();
});

test('a pool with nothing to give out is full', () => {
  const meter = meterOf({ subnet: '10.77.0.0/32', reserved: {} }, []);
  expect(meter).toMatchObject({ capacity: 0n, share: 1, finding: { code: 'pool-used-up' } });
});
