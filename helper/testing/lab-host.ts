// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { type CommandOptions, type Finished, runTool } from '../command.ts';
import { labDown } from '../lab/down.ts';
import { type Entry, labEnter } from '../lab/enter.ts';
import { labMounts } from '../lab/mounts.ts';
import { labUp } from '../lab/up.ts';

/** The bundled program: what a person runs is what is tested. */
export const PROGRAM = join(import.meta.dirname, '../../dist/lanyard');

/** What a change could leave behind in a lab host, and how a shell lists it. */
const LISTS = {
  links: "ip -o link | sed 's/ promiscuity [0-9]*//'",
  addresses: 'ip -o addr',
  routes: 'ip route show table all; ip -6 route show table all',
  sandboxes: 'ip netns list',
  mounts: 'cat /proc/self/mountinfo',
  cgroups: 'find /sys/fs/cgroup -type d -path "*lanyard-lab-$LANYARD_LAB/*"',
  /** The records, byte for byte; what is remembered of past changes, and images, are not left behind but kept. */
  records: filesIn("-path './journal*' -prune -o -path './images*' -prune -o"),
  /** The whole state folder, byte for byte. */
  state: filesIn(''),
} as const;

function filesIn(besides: string): string {
  const list = `find . ${besides} -printf '%y %m %p\\n' -type f -exec sha256sum {} + | sort`;
  return `(cd "$LANYARD_STATE" 2>/dev/null && ${list})`;
}

export type Inventory = Record<keyof typeof LISTS, string>;

/** All lists in one go, parted by a line that none of them has. */
const PART = '=====';
const SCRIPT = Object.values(LISTS).join(`; echo ${PART}; `);

/** The inventory without what is meant to stay: the memory of past changes, and images. */
export const leavings = ({ state: _, ...rest }: Inventory): Omit<Inventory, 'state'> => rest;

export interface LabHost {
  /** The program as it is reached from in there. */
  program: string;
  name: string;
  /** How to start something in there: append its argv. */
  entry: Entry;
  run: (argv: readonly string[], options?: CommandOptions) => Promise<Finished>;
  /** `dist/lanyard` with these words. */
  lanyard: (...words: string[]) => Promise<Finished>;
  inventory: () => Promise<Inventory>;
  [Symbol.asyncDispose]: () => Promise<void>;
}

/** `run`: starts something on the lab's host. */
export async function listInventory(run: (argv: readonly string[]) => Promise<Finished>): Promise<Inventory> {
  const parts = (await run(['/bin/sh', '-c', SCRIPT])).stdout.split(`${PART}\n`);
  const listed = Object.fromEntries(
    Object.keys(LISTS).map((list, index) => [list, parts[index]]),
  ) as Inventory;
  // The first `ip netns add` on a machine mounts the folder itself, once and for all.
  const mounts = labMounts(listed.mounts).filter((mount) => mount !== '/run/netns tmpfs');
  return { ...listed, mounts: mounts.join('\n') };
}

let count = 0;

/** A practice lab of the test's own; `await using` takes it away, also when the test fails. */
export async function makeLabHost(): Promise<LabHost> {
  const name = `t${process.pid}-${++count}`;
  const up = await labUp(name);
  if (!up.ok) throw new Error(`no lab: ${JSON.stringify(up.fault)}`);
  const entered = await labEnter(name, 'host');
  if (!entered.ok) throw new Error(`no lab host: ${JSON.stringify(entered.fault)}`);
  const entry = entered.value;

  const run = async (argv: readonly string[], options: CommandOptions = {}): Promise<Finished> => {
    const finished = await runTool(entry.tool, [...entry.argv, ...argv], {
      seconds: 60,
      env: entry.env,
      ...options,
    });
    if (!finished.ok) throw new Error(JSON.stringify(finished.fault));
    return finished.value;
  };
  return {
    name,
    program: PROGRAM,
    entry,
    run,
    lanyard: (...words) => run([process.execPath, PROGRAM, ...words]),
    inventory: () => listInventory(run),
    [Symbol.asyncDispose]: async () => {
      const down = await labDown(name);
      if (!down.ok) throw new Error(`lab ${name} is left: ${JSON.stringify(down.fault)}`);
    },
  };
}
