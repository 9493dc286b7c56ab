// SPDX-License-Identifier: Apache-2.0
import { type FSWatcher, mkdirSync, watch } from 'node:fs';
import { containerPaths } from '../../state/paths.ts';
import { readIfThere } from '../../state/store.ts';
import { containerState } from './container-state.ts';

/** How often to look whether the monitor died before it could write; while it lives its file is the event. */
const LOST_MONITOR_MS = 1000;

/**
 * The exit code of a run, once it has ended; undefined after `seconds` (none: no limit), or when `signal` aborts.
 * 255 when its monitor is lost.
 */
export async function awaitExit(
  id: string,
  seconds?: number,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const there = codeOf(id) ?? containerState(id).exitCode;
  if (there !== undefined) return there;
  mkdirSync(containerPaths(id).exits, { recursive: true, mode: 0o700 });

  return new Promise((resolve) => {
    let watcher: FSWatcher | undefined;
    const timers: NodeJS.Timeout[] = [];
    const end = (code: number | undefined) => {
      watcher?.close();
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      resolve(code);
    };
    const giveUp = () => end(undefined);
    const look = () => {
      const code = codeOf(id);
      if (code !== undefined) end(code);
    };
    watcher = watch(containerPaths(id).exits, look);
    if (seconds !== undefined) timers.push(setTimeout(giveUp, seconds * 1000));
    timers.push(
      setInterval(
        () => containerState(id).status === 'exited' && end(containerState(id).exitCode),
        LOST_MONITOR_MS,
      ),
    );
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) giveUp();
    else look();
  });
}

/** conmon writes a temporary file and renames it: the code is there whole or not at all. */
function codeOf(id: string): number | undefined {
  const text = readIfThere(containerPaths(id).exit)?.trim();
  return text ? Number(text) : undefined;
}
