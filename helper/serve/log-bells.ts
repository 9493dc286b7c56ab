// SPDX-License-Identifier: Apache-2.0
import { type FSWatcher, watch } from 'node:fs';
import type { Emit } from '../../model/contract.ts';
import { containerPaths } from '../state/paths.ts';

/** Milliseconds that lines are gathered before the bell rings once. */
const GATHER = 50;

/** Tells one client when a log that it reads has grown: the file's own events (inotify), no reading. */
export function makeLogBells(emit: Emit) {
  const bells = new Map<string, { watcher: FSWatcher; timer?: NodeJS.Timeout }>();
  const unhang = (id: string): void => {
    const bell = bells.get(id);
    clearTimeout(bell?.timer);
    bell?.watcher.close();
    bells.delete(id);
  };
  const hang = (id: string): void => {
    if (bells.has(id)) return;
    // The folder, not the file: a new run begins a new file.
    const watcher = watch(containerPaths(id).folder, (_, name) => name === 'log' && ring(id));
    watcher.on('error', () => unhang(id));
    bells.set(id, { watcher });
  };
  const ring = (id: string): void => {
    const bell = bells.get(id);
    if (bell === undefined) return;
    bell.timer ??= setTimeout(() => {
      delete bell.timer;
      emit('logged', { container: id });
    }, GATHER);
  };
  return {
    set: (id: string, on: boolean): void => (on ? hang(id) : unhang(id)),
    stop: (): void => {
      for (const id of [...bells.keys()]) unhang(id);
    },
  };
}
