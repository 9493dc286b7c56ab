// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { helpText } from './help.ts';

test('help on a command', () => {
  expect(helpText('en', ['network', 'rm'])).toBe(
    'lanyard network rm [OPTIONS] NETWORK [NETWORK...]\n\nRemove networks\n\n  -f, --force\n      --dry-run',
  );
  expect(helpText('en', ['image', 'pull'])).toContain('\n  -q, --quiet');
});

test('help on a group, or on everything', () => {
  expect(helpText('zh', ['lab']).split('\n')).toEqual([
    '  lab up     搭建不触及真实网卡的练习局域网',
    '  lab down   拆除练习局域网',
    '  lab exec   在练习局域网的某个位置执行命令',
  ]);
  const all = helpText('en', []);
  expect(all).toContain('  network create');
  expect(all).not.toContain('reap');
  expect(helpText('en', ['nothing'])).toBe(all);
});
