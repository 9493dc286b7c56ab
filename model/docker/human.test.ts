// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { cut, humanDuration, humanSize } from './human.ts';

test.each([
  [0, 'Less than a second'],
  [1999, '1 second'],
  [59_000, '59 seconds'],
  [60_000, 'About a minute'],
  [45 * 60_000, '45 minutes'],
  [60 * 60_000, 'About an hour'],
  [47 * 3_600_000, '47 hours'],
  [3 * 86_400_000, '3 days'],
  [20 * 86_400_000, '2 weeks'],
  [100 * 86_400_000, '3 months'],
  [800 * 86_400_000, '2 years'],
])('%i ms: %s', (ms, text) => {
  expect(humanDuration(ms)).toBe(text);
});

test.each([
  [0, '0B'],
  [999, '999B'],
  [8_310_000, '8.31MB'],
  [1_234_567_890, '1.23GB'],
])('%i bytes: %s', (size, text) => {
  expect(humanSize(size)).toBe(text);
});

test('cut', () => {
  expect([cut('abc', 3), cut('abcd', 3)]).toEqual(['abc', 'ab…']);
});
