// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ip } from '../net/ip.ts';
import type { PoolSpec } from '../network.ts';
import { makeLedger } from './ledger.ts';
import { capacity, firstFree, keptOut, type Pool, readPool } from './pool.ts';

const lan = { internal: false, parent: 'eth0', mode: undefined };
const pool = (subnet: string, other: Partial<PoolSpec> = {}): Pool =>
  readPool({ subnet, reserved: {}, ...other }, lan) as Pool;

const POOLS: [string, Pool][] = [
  ['a /28 with gateway and a reserved address', pool('10.77.0.0/28', { reserved: { nas: '10.77.0.5' } })],
  ['a range', pool('192.168.32.0/24', { range: '192.168.32.128/29', gateway: '192.168.32.254' })],
  ['a /31', pool('10.77.0.0/31')],
  ['a /32, which gives none', pool('10.77.0.0/32')],
  ['IPv6', pool('2001:db8:77::/64', { range: '2001:db8:77::10/125' })],
];

/** Which of the addresses held is let go, a fresh one taken by name, or the next one asked for. */
const acts = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ act: 'next' as const, at: 0 }) },
    fc.record({ act: fc.constantFrom('take' as const, 'release' as const), at: fc.nat(20) }),
  ),
  { maxLength: 60 },
);

test.each(POOLS)('%s: as a scan from the bottom gives out', (_, one) => {
  const all = [...Array(20).keys()].map((offset) =>
    firstFree({ ...one, range: { ...one.range, first: one.range.first + BigInt(offset) } }, new Set()),
  );
  fc.assert(
    fc.property(acts, (sequence) => {
      const ledger = makeLedger(one);
      const held = new Set<Ip>();
      const closed = keptOut(one);
      for (const { act, at } of sequence) {
        const named = all[at] ?? ('192.0.2.1' as Ip);
        if (act === 'next') {
          const wanted = firstFree(one, new Set([...closed, ...held]));
          expect(ledger.next()).toBe(wanted);
          if (wanted !== undefined) held.add(wanted);
        } else if (act === 'take') {
          const can = all[at] !== undefined && !closed.has(named) && !held.has(named);
          expect(ledger.take(named)).toBe(can);
          if (can) held.add(named);
        } else expect(ledger.release(named)).toBe(held.delete(named));
      }
      expect(ledger.size()).toBe(held.size);
    }),
  );
});

test('a pool is given out to its last address, and no further', () => {
  const one = pool('10.77.0.0/24', { reserved: { nas: '10.77.0.9' } });
  const ledger = makeLedger(one);
  for (let count = 0n; count < capacity(one); count++) expect(ledger.next()).toBeDefined();
  expect(ledger.next()).toBeUndefined();
});

test('addresses far up an IPv6 pool are held, and never met from below', () => {
  const ledger = makeLedger(pool('2001:db8:77::/64', { gateway: '2001:db8:77::1' }));
  const far = '2001:db8:77:0:ffff:ffff:ffff:ffff' as Ip;
  const besides = '2001:db8:77:0:ffff:ffff:ffff:fffe' as Ip;
  expect(ledger.take(far)).toBe(true);
  expect(ledger.take(far)).toBe(false);
  expect(ledger.take(besides)).toBe(true);
  expect(ledger.release(far)).toBe(true);
  expect(ledger.take(besides)).toBe(false);
  expect(ledger.next()).toBe('2001:db8:77::2');
});

test('what is no address of the pool is nobody’s', () => {
  const ledger = makeLedger(pool('10.77.0.0/24'));
  for (const ip of ['10.77.0.0', '10.77.0.1', '10.77.0.255', '10.78.0.2', '2001:db8::2'] as Ip[])
    expect(ledger.take(ip)).toBe(false);
});
