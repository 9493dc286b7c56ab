// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { inventory, leftovers } from './inventory.mjs';

const NAME = `inv-${process.pid}`;

describe('inventory', () => {
  it('finds a namespace, its mount and a process that a test left, and waits for what is about to go', async () => {
    const before = inventory();
    execFileSync('ip', ['netns', 'add', NAME]);
    const sleeper = spawn('busybox', ['sleep', '60']);
    try {
      const mine = (await leftovers(before, 0)).filter(
        (line) => line.includes(NAME) || line.startsWith(`process ${sleeper.pid} `),
      );
      expect(mine.map((line) => line.split(' ')[0]).sort()).toEqual(['mount', 'network', 'process']);
    } finally {
      execFileSync('ip', ['netns', 'del', NAME]);
      sleeper.kill('SIGKILL');
      await once(sleeper, 'exit');
    }
    const left = await leftovers(before, 5);
    expect(left.filter((line) => line.includes(NAME) || line.includes(`process ${sleeper.pid} `))).toEqual(
      [],
    );
  });
});
