// SPDX-License-Identifier: Apache-2.0
import { expect, test, vi } from 'vitest';
import { fault } from '../../model/fault.ts';
import { failed, ok } from '../../model/result.ts';
import { each } from './each.ts';

const act = async (name: string) =>
  name === 'gone' ? failed(fault('container-unknown', { container: name })) : ok(undefined);

test.each<[string[], 'container-unknown' | undefined, number, string]>([
  [['a', 'b'], undefined, 0, 'a\nb\n'],
  [['gone', 'b'], undefined, 1, 'b\n'],
  [['gone', 'b'], 'container-unknown', 0, 'b\n'],
])('%j, forgiving %s', async (names, forgiven, exit, printed) => {
  let text = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  expect(await each(names, act, true, forgiven)).toBe(exit);
  write.mockRestore();
  expect(text).toBe(printed);
});
