// SPDX-License-Identifier: Apache-2.0
import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { containerPaths } from '../../state/paths.ts';
import { readIfThere } from '../../state/store.ts';
import { containerState, UNSEEN_EXIT } from './container-state.ts';

/** How often to look whether the monitor died before it could write; while it lives its file is the event. */
const LOST_MONITOR_MS = 1000;

/**
 * The exit code of a run, once it has ended (`coming`: one that is not created yet); undefined after `seconds`
 * (none: no limit), or when `signal` aborts. 255 when its monitor is lost, or the container taken away unseen.
 */
export async function awaitExit(
  id: string,
  seconds?: number,
  signal?: AbortSignal,
  coming = false,
): Promise<number | undefined> {
  const past = coming ? markOf(id) : undefined;
  const there = codeOf(id, past) ?? (coming ? undefined : containerState(id).exitCode);
  if (there !== undefined) return there;
  const { exits } = containerPaths(id);
  if (!existsSync(exits)) return UNSEEN_EXIT;

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
      const code = codeOf(id, past);
      if (code !== undefined) end(code);
      else if (!existsSync(exits)) end(UNSEEN_EXIT);
    };
    watcher = watch(exits, look);
    if (seconds !== undefined) timers.push(setTimeout(giveUp, seconds * 1000));
    timers.push(
      setInterval(
        () => !coming && containerState(id).status === 'exited' && end(containerState(id).exitCode),
        LOST_MONITOR_MS,
      ),
    );
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) giveUp();
    else look();
  });
}

/** conmon writes a temporary file and renames it: the code is there whole or not at all. `past`: the mark of one that does not count. */
function codeOf(id: string, past: string | undefined): number | undefined {
  if (past !== undefined && past === markOf(id)) return undefined;
  const text = readIfThere(containerPaths(id).exit)?.trim();
  return text ? Number(text) : undefined;
}

/** What tells one exit file from the next. */
function markOf(id: string): string | undefined {
  const stats = statSync(containerPaths(id).exit, { throwIfNoEntry: false });
  return stats && `${stats.ino} ${stats.mtimeMs}`;
}
