// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinCommandLine, splitCommandLine } from './split.ts';

test.each([
  ['a  b\tc', ['a', 'b', 'c']],
  ['a \\\n  b', ['a', 'b']],
  ['a\\\nb', ['ab']],
  ['a \\ b', ['a', ' b']],
  [`--x="y z" '' 'a"b' "a'b"`, ['--x=y z', '', 'a"b', "a'b"]],
  ['"a\\"\\b\\$"', ['a"\\b$']],
  ['a # rest\nb', ['a', 'b']],
  ['a#b', ['a#b']],
  ["it\\'s", ["it's"]],
  ['  ', []],
  ["'open", undefined],
  ['a\\', undefined],
])('%j', (text, words) => {
  expect(splitCommandLine(text)).toEqual(words);
});

test('what is joined is split into the same words', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
      expect(splitCommandLine(joinCommandLine(words))).toEqual(words);
    }),
  );
});
