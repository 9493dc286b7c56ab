// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import * as z from 'zod/mini';

/** One process, told from a later one with its number by its start: clock ticks since boot, /proc/PID/stat field 22. */
export const Living = z.object({ pid: z.int(), start: z.number() });
export type Living = z.infer<typeof Living>;

interface Stat {
  state: string;
  parent: number;
  start: number;
}

/** Undefined once the process is reaped. The command's name may hold spaces and brackets: fields count from its end. */
function stat(pid: number): Stat | undefined {
  try {
    const content = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = content.slice(content.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', parent: Number(fields[1]), start: Number(fields[19]) };
  } catch {
    return undefined;
  }
}

export function living(pid: number): Living | undefined {
  const found = stat(pid);
  return found && { pid, start: found.start };
}

/** A zombie is not alive: it has nothing left but its exit status. */
export function isAlive({ pid, start }: Living): boolean {
  const found = stat(pid);
  return found !== undefined && found.start === start && found.state !== 'Z' && found.state !== 'X';
}

export const isSame = (one: Living, other: Living): boolean =>
  one.pid === other.pid && one.start === other.start;

/** The one child of a process that has one. */
export function childOf(pid: number): Living | undefined {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const child = pids.map(Number).find((each) => stat(each)?.parent === pid);
  return child === undefined ? undefined : living(child);
}

/** Kills with SIGKILL, if it is still the same process. */
export function killLiving(one: Living): void {
  if (!isAlive(one)) return;
  try {
    process.kill(one.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Asks every 2 ms until `done` or the deadline: the kernel tells nobody but the parent of a process's end. */
export async function until(done: () => boolean, seconds: number): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000;
  while (!done()) {
    if (performance.now() > deadline) return false;
    await after(2);
  }
  return true;
}

/** Differs after every boot of the machine. */
export const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
