// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { fault } from '../../model/fault.ts';
import { failed, type Result } from '../../model/result.ts';
import { startTool } from '../command.ts';
import { stateFolder } from './paths.ts';

/** Seconds that a change waits for another one, before it gives up. */
const PATIENCE = 60;

/**
 * Runs `then` while holding flock(2) on the state folder itself, so that the app, the CLI, the monitor's
 * call-back and `restore` change one after the other. The lock is held by a child that ends with our pipe:
 * however this process dies, the lock goes with it. Faults: state-busy, state-unreadable, tool-missing.
 */
export async function withLock<T>(then: () => Promise<Result<T>>): Promise<Result<T>> {
  const folder = stateFolder();
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    return failed(fault('state-unreadable', { path: folder, reason: (error as Error).message }));
  }
  const started = startTool('flock', ['--exclusive', '--timeout', String(PATIENCE), folder, '/bin/cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  if (!started.ok) return started;
  const holder = started.value;
  const ended = once(holder, 'exit');
  holder.stdin?.on('error', () => {
    // It ended before it read: the exit is what counts.
  });
  // `cat` answers only once it holds the lock.
  holder.stdin?.write('?');
  const held = await Promise.race([
    once(holder.stdout ?? holder, 'data').then(() => true),
    ended.then(() => false),
  ]);
  if (!held) return failed(fault('state-busy', { seconds: PATIENCE }));
  try {
    return await then();
  } finally {
    holder.stdin?.end();
    await ended;
  }
}
