// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ok } from '../../model/result.ts';
import { withLock } from './lock.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-lock-'));
  vi.stubEnv('LANYARD_STATE', folder);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** As another program finds it: true when it could have the lock. */
const isFree = (): boolean => spawnSync('/usr/bin/flock', ['--nonblock', folder, 'true']).status === 0;

test('it is held until the work is done, also when a child lives on and when the work throws', async () => {
  let child: ReturnType<typeof spawn> | undefined;
  const held = await withLock(async () => {
    child = spawn('/bin/cat', { stdio: ['pipe', 'ignore', 'ignore'] });
    return ok(isFree());
  });
  expect(held).toEqual(ok(false));
  expect(isFree()).toBe(true);
  child?.stdin?.end();

  await expect(withLock(() => Promise.reject(new Error('thrown')))).rejects.toThrow('thrown');
  expect(isFree()).toBe(true);
});

test('a second change begins when the first has ended', async () => {
  const said: string[] = [];
  let end = (): void => {};
  const first = withLock(async () => {
    said.push('first begins');
    await new Promise<void>((resolve) => {
      end = resolve;
    });
    said.push('first ends');
    return ok(undefined);
  });
  await vi.waitUntil(() => said.length === 1);
  const second = withLock(async () => {
    said.push('second');
    return ok(undefined);
  });
  end();
  await Promise.all([first, second]);
  expect(said).toEqual(['first begins', 'first ends', 'second']);
});

test('it waits for whoever else holds it', async () => {
  const other = spawn('/usr/bin/flock', [folder, '/bin/cat'], { stdio: 'pipe' });
  other.stdin.write('?');
  await once(other.stdout, 'data');
  const waiting = withLock(async () => ok(other.exitCode));
  other.stdin.end();
  expect((await waiting).ok).toBe(true);
});
