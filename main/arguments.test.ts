// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { argumentsFrom, testProgram } from './arguments.ts';

const plain = { lab: undefined, headless: false, test: false, keepProfile: false };

test.each([
  [[], plain],
  [['--lab'], { ...plain, lab: 'practice' }],
  [['--lab', 'two'], { ...plain, lab: 'two' }],
  [['--lab=two'], { ...plain, lab: 'two' }],
  [['--lab', '--headless'], { ...plain, lab: 'practice', headless: true }],
  [['--test', '--headless', '--keep-profile'], { ...plain, headless: true, test: true, keepProfile: true }],
])('%j', (argv, chosen) => {
  expect(argumentsFrom(argv)).toEqual({ ok: true, value: chosen });
});

test.each([
  [['--no-sandbox'], 'usage-flag-unknown'],
  [['lab'], 'usage-flag-unknown'],
  [['--lab', '../x'], 'usage-flag-value'],
  [['--lab='], 'usage-flag-value'],
])('%j is refused: %s', (argv, code) => {
  expect(argumentsFrom(argv)).toMatchObject({ fault: { code } });
});

test('another program stands in for the helper only in a test', () => {
  const env = { LANYARD_PROGRAM: '/x' };
  expect(testProgram(plain, env)).toBeUndefined();
  expect(testProgram({ ...plain, test: true }, env)).toBe('/x');
});
