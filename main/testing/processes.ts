// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const numbers = (folder: string): number[] => readdirSync(folder).map(Number).filter(Number.isInteger);

function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    // The process ended while we looked.
    return otherwise;
  }
}

function statOf(pid: number): { state: string; parent: number } {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), ') X 0');
  const [state = 'X', parent = '0'] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state, parent: Number(parent) };
}

export const isAlive = (pid: number): boolean => !['X', 'Z'].includes(statOf(pid).state);

/** A process and all that came from it, as far as /proc tells. */
export function treeOf(root: number): number[] {
  const parents = new Map(numbers('/proc').map((pid) => [pid, statOf(pid).parent]));
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

/** Living processes whose command line holds a text, this one left out. */
export const processesNaming = (text: string): number[] =>
  numbers('/proc').filter(
    (pid) =>
      pid !== process.pid &&
      attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'), '').includes(text) &&
      isAlive(pid),
  );

/** Internet sockets that the processes hold, each as "protocol local-address state" of /proc/net. State 0A: listening. */
export function internetSockets(pids: readonly number[]): string[] {
  const held = new Set(pids.flatMap(socketsOf));
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((protocol) =>
    readFileSync(`/proc/net/${protocol}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => held.has(fields[9] ?? ''))
      .map((fields) => `${protocol} ${fields[1]} ${fields[3]}`),
  );
}

const socketsOf = (pid: number): string[] =>
  attempt(
    () =>
      numbers(`/proc/${pid}/fd`).flatMap((fd) => {
        const target = attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`), '');
        return target.startsWith('socket:[') ? [target.slice(8, -1)] : [];
      }),
    [],
  );

/** Milliseconds until none of them lives any more; throws after `limit`. */
export async function untilGone(pids: readonly number[], limit = 20_000): Promise<number> {
  const from = Date.now();
  while (pids.some(isAlive)) {
    if (Date.now() - from > limit) throw new Error(`still there: ${pids.filter(isAlive).join(' ')}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return Date.now() - from;
}
