// SPDX-License-Identifier: Apache-2.0
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { containerPaths } from '../../state/paths.ts';
import { readIfThere } from '../../state/store.ts';

/** What is remembered of a container's starts beyond one run, and over a reboot: files beside its run's. */
const stoppedPath = (id: string): string => join(containerPaths(id).folder, 'stopped');
const restartsPath = (id: string): string => join(containerPaths(id).folder, 'restarts');

/** A person ends its run: it is not started again by itself. Before the signal is sent, since the monitor calls back within milliseconds. */
export function markStopped(id: string): void {
  if (existsSync(containerPaths(id).folder)) writeFileSync(stoppedPath(id), '', { mode: 0o600 });
}

export const unmarkStopped = (id: string): void => rmSync(stoppedPath(id), { force: true });

export const isMarkedStopped = (id: string): boolean => existsSync(stoppedPath(id));

/** Starts by themselves since a person's, and the milliseconds that were waited before the last of them. */
export interface Restarts {
  count: number;
  waited?: number;
}

export function readRestarts(id: string): Restarts {
  const [count, waited] = (readIfThere(restartsPath(id)) ?? '').split(' ').map(Number);
  return count && waited ? { count, waited } : { count: 0 };
}

export function writeRestarts(id: string, { count, waited }: Required<Restarts>): void {
  writeFileSync(restartsPath(id), `${count} ${waited}`, { mode: 0o600 });
}

/** A person starts it: the count begins anew. */
export const forgetRestarts = (id: string): void => rmSync(restartsPath(id), { force: true });
