// SPDX-License-Identifier: Apache-2.0
import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Observation } from '../../model/observation.ts';
import { containerPaths, imagesFolder, journalFolder, stateFolder } from '../state/paths.ts';

export interface WatchedFolders {
  /** Watches what is there now; a folder that is not there, or may not be read, is tried again at the next call. */
  update: (observation: Observation | undefined) => void;
  stop: () => void;
}

/** Watches the state folder: records that come and go, every step that is journalled, and the exit file of each container. */
export function watchFolders(touch: () => void): WatchedFolders {
  const watchers = new Map<string, FSWatcher>();

  const close = (folder: string) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const open = (folder: string, only?: string) => {
    if (watchers.has(folder)) return false;
    try {
      const watcher = watch(folder, (event, name) => {
        // A watched folder's own removal is told as a `rename` of its own name.
        if (event === 'rename' && name === basename(folder)) close(folder);
        if (only === undefined || name === only) touch();
      });
      watcher.on('error', () => close(folder));
      watchers.set(folder, watcher);
      return true;
    } catch {
      // Not there yet, or not ours to read.
      return false;
    }
  };

  return {
    update: (observation) => {
      const exits = (observation?.containers ?? []).map(({ spec }) => containerPaths(spec.id).exits);
      const wanted = new Set([...FOLDERS(), ...exits]);
      for (const folder of watchers.keys()) {
        if (!wanted.has(folder) && folder !== dirname(stateFolder())) close(folder);
      }
      open(dirname(stateFolder()), basename(stateFolder()));
      // What came into a folder before it was watched is found by looking once more.
      if ([...wanted].filter((folder) => open(folder)).length > 0) touch();
    },
    stop: () => {
      for (const folder of [...watchers.keys()]) close(folder);
    },
  };
}

const FOLDERS = () => [
  stateFolder(),
  join(stateFolder(), 'networks'),
  join(stateFolder(), 'containers'),
  journalFolder(),
  imagesFolder(),
];
