// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { fault } from '../../model/fault.ts';
import { failed, type Result } from '../../model/result.ts';
import { startTool } from '../command.ts';
import { stateFolder } from './paths.ts';

/** Seconds that a change waits for another one, before it gives up. */
const PATIENCE = 60;

/**
 * Runs `then` while holding flock(2) on the state folder itself, so that the app, the CLI, the monitor's
 * call-back and `restore` change one after the other. The tool takes the lock on our own open folder and ends;
 * the kernel lets it go when that is closed, however this process dies (no child inherits it: O_CLOEXEC).
 * Faults: state-busy, state-unreadable, tool-missing.
 */
export async function withLock<T>(then: () => Promise<Result<T>>): Promise<Result<T>> {
  const folder = stateFolder();
  let open: number;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    open = openSync(folder, 'r');
  } catch (error) {
    return failed(fault('state-unreadable', { path: folder, reason: (error as Error).message }));
  }
  try {
    const started = startTool('flock', ['--exclusive', '--timeout', String(PATIENCE), '3'], {
      stdio: ['ignore', 'ignore', 'ignore', open],
    });
    if (!started.ok) return started;
    const [exit] = await once(started.value, 'exit');
    return exit === 0 ? await then() : failed(fault('state-busy', { seconds: PATIENCE }));
  } finally {
    closeSync(open);
  }
}
