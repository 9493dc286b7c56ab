// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Container } from '../../model/container.ts';
import { parseNetDev, rateMeter } from './rates.ts';

const DEV = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:   80196     801    0    0    0     0          0         0    80196     801    0    0    0     0       0          0
  eth0:1842345678   10603    0    0    0     0          0         0   494776    5237    0    0    0     0       0          0
`;

test('columns of /proc/net/dev, also where a number touches the colon', () => {
  expect(parseNetDev(DEV)).toEqual(
    new Map([
      ['lo', { rx: 80196, tx: 80196 }],
      ['eth0', { rx: 1842345678, tx: 494776 }],
    ]),
  );
});

test('a rate needs two looks, and is of the time between them', () => {
  const container = {
    spec: { id: 'c' },
    endpoints: [{ ifname: 'lo' }, { ifname: 'eth9' }],
    state: { status: 'running', pid: process.pid },
  } as unknown as Container;
  const measure = rateMeter();
  const counted = () => parseNetDev(readFileSync('/proc/self/net/dev', 'utf8')).get('lo')?.rx ?? 0;

  const before = counted();
  expect(measure([container], 1000)).toEqual([]);
  const [rate, ...others] = measure([container], 3000);
  expect(others).toEqual([]);
  expect(rate).toMatchObject({ container: 'c', ifname: 'lo', at: 3000 });
  expect((rate?.rx ?? -1) * 2).toBeLessThanOrEqual(counted() - before);
  expect(measure([{ ...container, state: { ...container.state, pid: 2 ** 30 } }], 4000)).toEqual([]);
});
