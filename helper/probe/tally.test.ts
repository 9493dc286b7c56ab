// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { addEcho, type Measured, measuredOf, type Tally } from './tally.ts';

const reply = (at: number, rtt = 0.5) => ({ ip: '10.0.0.1', at, rtt });
const lost = (at: number) => ({ ip: '10.0.0.1', at });
const seen = (...states: string[]) => ({ states, mac: '02:00:00:00:00:01' });

const CASES: [why: string, Partial<Tally>, now: number, expected: Partial<Measured> | undefined][] = [
  ['nothing yet', {}, 1000, undefined],
  [
    'nothing for long: fping could not send',
    {},
    3001,
    { echo: 'no', neighbour: 'unknown', loss: 1, at: 3001 },
  ],
  ['a reply', { echoes: [reply(900)] }, 1000, { echo: 'yes', neighbour: 'yes', rtt: 0.5, loss: 0, at: 900 }],
  ['a time-out', { echoes: [lost(900)] }, 1000, { echo: 'no', neighbour: 'unknown', loss: 1 }],
  ['one of two', { echoes: [reply(0, 7), lost(900)] }, 1000, { echo: 'no', rtt: 7, loss: 0.5 }],
  [
    'ARP is answered, ICMP is not',
    { echoes: [lost(900)], neighbour: seen('REACHABLE') },
    1000,
    { echo: 'no', neighbour: 'yes' },
  ],
  ['ARP failed', { echoes: [lost(900)], neighbour: seen('FAILED') }, 1000, { echo: 'no', neighbour: 'no' }],
  ['under way', { echoes: [lost(900)], neighbour: seen('INCOMPLETE') }, 1000, { neighbour: 'unknown' }],
  [
    'the cache believes what our own request found untrue',
    { echoes: [lost(900)], neighbour: seen('REACHABLE'), asked: { answered: false } },
    1000,
    { echo: 'no', neighbour: 'no' },
  ],
  ['replies that ceased', { echoes: [reply(900)] }, 4000, { echo: 'no', loss: 1 }],
];

test.each(CASES)('%s', (_, tally, now, expected) => {
  const measured = measuredOf({ since: 0, echoes: [], ...tally }, true, now);
  if (expected === undefined) expect(measured).toBeUndefined();
  else expect(measured).toMatchObject(expected);
});

test('of a target that is not on the link, ARP says nothing', () => {
  expect(measuredOf({ since: 0, echoes: [reply(900)] }, false, 1000)).toMatchObject({
    echo: 'yes',
    neighbour: 'unknown',
  });
});

test('loss is of the last 10', () => {
  const tally: Tally = { since: 0, echoes: [] };
  for (let at = 1; at <= 30; at += 1) addEcho(tally, at <= 21 ? lost(at) : reply(at));
  expect(tally.echoes).toHaveLength(10);
  expect(measuredOf(tally, true, 31)?.loss).toBeCloseTo(0.1);
});
