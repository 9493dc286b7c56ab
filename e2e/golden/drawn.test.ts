// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { DockerStep } from './case.ts';
import { redrawn } from './drawn.ts';
import type { Play } from './play.ts';

const step = (stdout: string) => ({ n: 1, kind: 'docker', stdout }) as DockerStep;

test('prefixes that the recorded host drew become ours, all at once, and nothing else does', () => {
  const drawn = new Map([
    ['172.19.', '172.18.'],
    ['172.20.', '172.19.'],
    ['fd12:3456:789a:', 'fd83:66e6:7a0c:'],
  ]);
  const text = '172.19.0.2 172.20.0.1/16 10.172.19.4 fd12:3456:789a::2/64 2001:fd12:3456:789a::1';
  expect(redrawn({ drawn } as unknown as Play, step(text)).stdout).toBe(
    '172.18.0.2 172.19.0.1/16 10.172.19.4 fd83:66e6:7a0c::2/64 2001:fd12:3456:789a::1',
  );
});
