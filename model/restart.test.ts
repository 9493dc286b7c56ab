// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, test } from 'vitest';
import type { Container } from './container.ts';
import { readRestart, restartsAtBoot, restartsAtEnd, waitBefore, writeRestart } from './restart.ts';

describe('readRestart', () => {
  it.each(['no', 'always', 'unless-stopped', 'on-failure', 'on-failure:3'])('%s', (text) =>
    expect(writeRestart(readRestart(text) ?? { policy: 'no' })).toBe(text),
  );
  it('takes no count and a count of nothing for the same', () =>
    expect(readRestart('on-failure:0')).toEqual({ policy: 'on-failure' }));
  it.each(['', 'Always', 'always:3', 'on-failure:', 'on-failure:-1', 'on-failure:x', ':3', 'sometimes'])(
    'refuses %j',
    (text) => expect(readRestart(text)).toBeUndefined(),
  );
});

/** Policy; how it ended: exit code, stopped by a person, starts so far; started again at its end, and at boot. */
test.each<[string, number, boolean, number, boolean, boolean]>([
  ['no', 1, false, 0, false, false],
  ['always', 0, false, 7, true, true],
  ['always', 0, true, 0, false, true],
  ['unless-stopped', 137, false, 0, true, true],
  ['unless-stopped', 137, true, 0, false, false],
  ['on-failure', 0, false, 0, false, false],
  ['on-failure', 3, false, 99, true, true],
  ['on-failure', 3, true, 0, false, false],
  ['on-failure:2', 3, false, 1, true, true],
  ['on-failure:2', 3, false, 2, false, false],
])('%s, exit %i, stopped %s, %i restarts', (text, exitCode, stopped, restarts, atEnd, atBoot) => {
  const state = { status: 'exited', exitCode, stopped, restarts, remains: false } as const;
  const container = { spec: { restart: readRestart(text) }, state } as unknown as Container;
  expect([restartsAtEnd(container), restartsAtBoot(container)]).toEqual([atEnd, atBoot]);
});

test('what runs, or never ran, is not started', () => {
  for (const status of ['created', 'running'] as const) {
    const container = { spec: { restart: { policy: 'always' } }, state: { status } } as unknown as Container;
    expect([restartsAtEnd(container), restartsAtBoot(container)]).toEqual([false, false]);
  }
});

test('waits double up to a minute, and start anew after a run of ten seconds', () => {
  expect(waitBefore(undefined, 0)).toBe(100);
  expect(waitBefore(100, 5)).toBe(200);
  expect(waitBefore(51_200, 5)).toBe(60_000);
  expect(waitBefore(60_000, 10_000)).toBe(100);
});
