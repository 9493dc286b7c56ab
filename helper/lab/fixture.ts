// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Result } from '../../model/result.ts';
import { runTool } from '../command.ts';
import { labCgroups } from './cgroups.ts';
import { labDown } from './down.ts';
import { labEnter } from './enter.ts';
import { isAlive, type Living, living } from './living.ts';
import { labNames, readLab } from './record.ts';

/** For tests: the value, or a failure that shows the fault. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

/** For tests: runs a command in a place to its end. */
export async function inPlace(lab: string, place: string, ...argv: string[]) {
  const into = must(await labEnter(lab, place));
  return must(await runTool(into.tool, [...into.argv, ...argv], { env: into.env, seconds: 60 }));
}

/** For tests: every process of a lab's process namespace. */
export function labProcesses(lab: string): Living[] {
  const record = readLab(lab);
  if (record === undefined) return [];
  const namespace = readlinkSync(`/proc/${record.init.pid}/ns/pid`);
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .filter((pid) => namespaceOf(pid) === namespace)
    .map((pid) => living(Number(pid)))
    .concat(living(record.keeper.pid))
    .filter((one) => one !== undefined);
}

function namespaceOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return undefined;
  }
}

/** For tests: what of a lab is still on the machine. */
export function traces(lab: string, processes: readonly Living[]): string[] {
  const links = readFileSync('/proc/net/dev', 'utf8').match(/(sw-|r0|pc0|br0|q0)[^:]*/g) ?? [];
  const mounted = readFileSync('/proc/self/mountinfo', 'utf8').match(/.*lanyard-lab.*/g) ?? [];
  return [
    ...processes.filter(isAlive).map(({ pid }) => `process ${pid}`),
    ...links.map((name) => `link ${name}`),
    ...mounted,
    ...labCgroups(lab),
    ...labNames().filter((name) => name === lab),
  ];
}

/** For tests: takes a lab away if it is there. */
export async function clear(...labs: string[]): Promise<void> {
  for (const lab of labs) if (labNames().includes(lab)) must(await labDown(lab));
}
