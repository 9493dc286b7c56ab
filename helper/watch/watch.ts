// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import type { Container } from '../../model/container.ts';
import type { Fault } from '../../model/fault.ts';
import type { Observation } from '../../model/observation.ts';
import { observe } from '../observe/observe.ts';
import { coalesce } from './coalesce.ts';
import { watchFolders } from './folders.ts';
import { startMonitors } from './monitors.ts';
import { fingerprint } from './same.ts';

export interface WatchOptions {
  /** Look into, and listen in, every running container's sandbox too (root). */
  sandboxes: boolean;
  /** At once, and then whenever anything but the counters has changed. */
  onObservation: (observation: Observation) => void;
  /** Looking failed, or listening cannot be had; told again only when it is another fault. */
  onFault: (fault: Fault) => void;
}

/** A container whose monitor was killed leaves no exit file, and so no event. */
const hasDied = ({ state }: Container): boolean =>
  state.status === 'running' && !existsSync(`/proc/${state.pid}`);

/** Milliseconds. */
const DEATH_INTERVAL = 1000;

/** Pushes a fresh observation for every change in the kernel or the state folder, by events. */
export function startWatch(options: WatchOptions): { stop: () => void } {
  const { sandboxes, onObservation, onFault } = options;
  let last: { observation: Observation; print: string } | undefined;
  let lastFault = '';
  let stopped = false;

  const tell = (fault: Fault) => {
    const print = JSON.stringify(fault);
    if (print !== lastFault && !stopped) onFault(fault);
    lastFault = print;
  };
  const look = async () => {
    const seen = await observe({ sandboxes: sandboxes ? 'running' : 'none' });
    if (stopped) return;
    folders.update(seen.ok ? seen.value : last?.observation);
    if (!seen.ok) return tell(seen.fault);
    lastFault = '';
    if (sandboxes) monitors.update(seen.value);
    const print = fingerprint(seen.value);
    if (print === last?.print) return;
    last = { observation: seen.value, print };
    onObservation(seen.value);
  };

  const looks = coalesce(look);
  const folders = watchFolders(looks.touch);
  const monitors = startMonitors(looks.touch, tell);
  folders.update(undefined);
  looks.touch();

  const timer = setInterval(() => {
    if (last?.observation.containers.some(hasDied)) looks.touch();
  }, DEATH_INTERVAL);

  return {
    stop: () => {
      stopped = true;
      clearInterval(timer);
      looks.stop();
      folders.stop();
      monitors.stop();
    },
  };
}
