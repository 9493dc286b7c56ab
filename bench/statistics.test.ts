// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { spread, spreadText, tableText } from './statistics.ts';

test.each<[number[], number, number, number]>([
  [[5], 5, 5, 5],
  [[9, 1, 4], 4, 1, 9],
  [[10, 1, 3, 2], 2.5, 1, 10],
])('median, least and most of %j', (all, median, min, max) => {
  expect(spread(all)).toEqual({ median, min, max, all });
});

test('a spread as text', () => {
  expect(spreadText(spread([1, 12.34, 123.4]))).toBe('12.3 (1.00–123)');
});

test('a table', () => {
  expect(
    tableText([
      ['what', 'ms'],
      ['run', '12.3456'],
    ]),
  ).toBe(['| what | ms      |', '|------|---------|', '| run  | 12.3456 |'].join('\n'));
});
