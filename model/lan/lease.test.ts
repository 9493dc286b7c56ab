// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { expiryOf, isHeld, standingOf } from './lease.ts';
import { readLease } from './lease-file.ts';

const FILE = `state=bound
address=172.16.86.104/24
seconds=3600
obtained=1000
renewed=2000
server=172.16.86.1
router=172.16.86.1 172.16.86.2
dns=172.16.86.1 not-one 9.9.9.9
domain=lab
`;

describe('readLease', () => {
  test('what the client wrote', () => {
    expect(readLease(FILE)).toEqual({
      state: 'bound',
      address: '172.16.86.104/24',
      seconds: 3600,
      obtained: 1_000_000,
      renewed: 2_000_000,
      server: '172.16.86.1',
      router: '172.16.86.1',
      dns: ['172.16.86.1', '9.9.9.9'],
      domain: 'lab',
    });
  });

  test('a server that writes lines of its own is not believed', () => {
    const read = readLease(
      `${FILE.replace('domain=lab', 'domain=a b;c')}address=10.0.0.1/8\nstate=released\n`,
    );
    expect(read).toMatchObject({ state: 'bound', address: '172.16.86.104/24' });
    expect(read).not.toHaveProperty('domain');
  });

  test.each([
    '',
    'state=bound\n',
    FILE.replace('/24', '/99'),
    FILE.replace('bound', 'x'),
    FILE.replace('3600', '-1'),
  ])('no lease in %j', (text) => expect(readLease(text)).toBeUndefined());
});

describe('standingOf', () => {
  const lease = readLease(FILE);
  if (lease === undefined) throw new Error('no lease');
  test.each([
    [2_000_000, 'bound', true],
    [2_000_000 + 1_814_000, 'bound', true],
    [2_000_000 + 1_815_000, 'overdue', true],
    [2_000_000 + 3_600_000, 'expired', false],
  ] as const)('at %i it is %s', (at, standing, held) => {
    expect(standingOf(lease, at)).toBe(standing);
    expect(isHeld(lease, at)).toBe(held);
  });

  test('one without end never runs out', () => {
    expect(expiryOf({ ...lease, seconds: 0xffffffff })).toBeUndefined();
    expect(standingOf({ ...lease, seconds: 0xffffffff }, 1e15)).toBe('bound');
  });

  test('lost is lost, whatever the time', () => {
    expect(standingOf({ ...lease, state: 'lost' }, 2_000_000)).toBe('lost');
  });
});
