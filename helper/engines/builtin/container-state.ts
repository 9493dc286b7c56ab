// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerState } from '../../../model/container.ts';
import { sandboxName } from '../../../model/plan/names.ts';
import { containerPaths, netnsPath } from '../../state/paths.ts';
import { readIfThere } from '../../state/store.ts';
import { isMarkedStopped, readRestarts } from './restarts.ts';

/** The OCI runtime's own state, one folder a container: gone after a reboot, as it must be. */
export const RUNTIME_ROOT = '/run/lanyard/runtime';

/** Who the container's first process is: a pid alone may be another's after a while, or after a reboot. */
export interface Birth {
  pid: number;
  /** Clock ticks since boot: field 22 of /proc/PID/stat (proc(5)). */
  ticks: string;
  boot: string;
}

/** The exit code of a container whose end nobody saw: reboot, or its monitor was killed (Docker says 255 too). */
export const UNSEEN_EXIT = 255;

export const birthPath = (id: string): string => join(containerPaths(id).folder, 'birth');

let boot: string | undefined;
function bootId(): string {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return boot;
}

/** When a process began, or undefined when it has ended; a zombie has. */
function ticksOf(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name in brackets may hold spaces and brackets itself: count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

/** What is to be kept of a container's first process, as text; undefined when it has ended. */
export function birthText(pid: number): string | undefined {
  const ticks = ticksOf(pid);
  return ticks === undefined ? undefined : `${pid} ${ticks} ${bootId()}`;
}

/** Births that were read before, by which file that was: another start writes another file. */
const births = new Map<string, { file: string; birth: Birth }>();

function readBirth(id: string): (Birth & { written: number }) | undefined {
  const stat = statSync(birthPath(id), { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  const file = `${stat.ino} ${stat.mtimeMs} ${stat.size}`;
  const known = births.get(id);
  if (known?.file === file) return { ...known.birth, written: stat.mtimeMs };
  const [pid, ticks, boot] = readIfThere(birthPath(id))?.split(' ') ?? [];
  if (!pid || !ticks || !boot) return undefined;
  const birth = { pid: Number(pid), ticks, boot };
  births.set(id, { file, birth });
  return { ...birth, written: stat.mtimeMs };
}

const isAlive = (birth: Birth): boolean => birth.boot === bootId() && ticksOf(birth.pid) === birth.ticks;

/** Both OCI runtimes hold a created container at this fifo, and take it away at start. */
const isHeld = (id: string): boolean => existsSync(join(RUNTIME_ROOT, id, 'exec.fifo'));

/** Whether the monitor that would write the exit code lives. */
function isMonitored(id: string): boolean {
  const pid = Number(readIfThere(containerPaths(id).monitorPid)?.trim());
  try {
    return pid > 0 && readFileSync(`/proc/${pid}/comm`, 'utf8') === 'conmon\n';
  } catch {
    return false;
  }
}

/** The pid of a container that is created or running; undefined when nothing of it lives. */
export function livingPid(id: string): number | undefined {
  const birth = readBirth(id);
  return birth && isAlive(birth) ? birth.pid : undefined;
}

/** A container's state, from files alone: no process is started and nothing is waited for. */
export function containerState(id: string): ContainerState {
  const remains = leftBehind(id);
  const birth = readBirth(id);
  if (birth === undefined) return { status: 'created', remains };
  const alive = isAlive(birth);
  if (alive && isHeld(id)) return { status: 'created', remains };

  const started = birth.written;
  const code = readIfThere(containerPaths(id).exit)?.trim();
  // Between the end of the first process and its exit code the monitor is at it.
  // After a reboot the monitor's pid is another's.
  if (!code && (alive || (birth.boot === bootId() && isMonitored(id))))
    return { status: 'running', pid: birth.pid, started, remains, ...restartsOf(id) };
  const ended = code ? { ended: modified(containerPaths(id).exit) } : {};
  const exitCode = code ? Number(code) : UNSEEN_EXIT;
  const stopped = isMarkedStopped(id) ? { stopped: true } : {};
  return { status: 'exited', started, ...ended, exitCode, remains, ...stopped, ...restartsOf(id) };
}

function restartsOf(id: string): Pick<ContainerState, 'restarts'> {
  const { count } = readRestarts(id);
  return count === 0 ? {} : { restarts: count };
}

/** Whether anything of a run is still there: runtime state, sandbox, or the mount of the root. */
function leftBehind(id: string): boolean {
  return existsSync(join(RUNTIME_ROOT, id)) || existsSync(netnsPath(sandboxName(id))) || isMounted(id);
}

/** A mounted root lies on another device than the folder that it is mounted in. */
export function isMounted(id: string): boolean {
  const { root, bundle } = containerPaths(id);
  const mounted = statSync(root, { throwIfNoEntry: false });
  return mounted !== undefined && mounted.dev !== statSync(bundle).dev;
}

/** Milliseconds since the epoch. */
const modified = (path: string): number => statSync(path).mtimeMs;
