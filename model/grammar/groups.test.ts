// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { COMMANDS, GROUPS } from './commands.ts';
import { parseCommand } from './parse.ts';

test('every command of two words is found by its group', () => {
  const firsts = Object.keys(COMMANDS).flatMap((name) => (name.includes(' ') ? [name.split(' ')[0]] : []));
  expect([...new Set(firsts)].sort()).toEqual([...GROUPS].sort());
  expect(parseCommand(['lease', 'ls'])).toMatchObject({ ok: true, value: { command: 'lease ls' } });
});
