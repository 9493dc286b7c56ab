// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../main/testing/processes.ts';

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended, or is not ours to look at.
    return '';
  }
}

const linesWith = (path: string, name: string): string[] =>
  read(path)
    .split('\n')
    .filter((line) => line.includes(name));

const processesOf = (lab: string): string[] =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && isAlive(Number(pid)))
    .filter((pid) => read(`/proc/${pid}/environ`).split('\0').includes(`LANYARD_LAB=${lab}`))
    .map((pid) => `process ${pid} ${read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')}`);

const cgroupsOf = (lab: string): string[] =>
  ['/sys/fs/cgroup', ...folders('/sys/fs/cgroup')].flatMap((folder) =>
    folders(folder).filter((path) => path.endsWith(`lanyard-lab-${lab}`)),
  );

const folders = (parent: string): string[] =>
  existsSync(parent)
    ? readdirSync(parent, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => `${parent}/${entry.name}`)
    : [];

/** Everything on this machine that belongs to a lab, one line each. */
const leftOf = (lab: string): string[] => [
  ...processesOf(lab),
  ...linesWith('/proc/self/mountinfo', lab),
  ...cgroupsOf(lab),
  ...(existsSync('/run/netns') ? readdirSync('/run/netns').filter((name) => name.includes(lab)) : []),
];

/** Throws when, 10 s after its end, something of a lab is still there. */
export async function nothingLeftOf(lab: string): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    if (leftOf(lab).length === 0) return;
    await pause(200);
  }
  throw new Error(`left behind:\n${leftOf(lab).join('\n')}`);
}
