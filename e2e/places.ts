// SPDX-License-Identifier: Apache-2.0
import { runTool } from '../helper/command.ts';
import { labEnter } from '../helper/lab/enter.ts';
import type { LabHost } from '../helper/testing/lab-host.ts';

/** Runs a line of shell in a place of the lab; it must end well. Value: what it printed. */
export async function at(lab: Pick<LabHost, 'name'>, place: string, line: string): Promise<string> {
  const entered = await labEnter(lab.name, place);
  if (!entered.ok) throw new Error(JSON.stringify(entered.fault));
  const { tool, argv, env } = entered.value;
  const ran = await runTool(tool, [...argv, '/bin/sh', '-c', line], { env, seconds: 60 });
  if (!ran.ok || ran.value.exit !== 0) throw new Error(`${place}: ${line}: ${JSON.stringify(ran)}`);
  return ran.value.stdout;
}

const POOL = ['--subnet=172.16.86.0/24', '--gateway=172.16.86.1'];

/** Words after `lanyard` for a network on the lab's LAN. */
export const networkWords = (name: string, ...more: string[]): string[] => [
  ...['network', 'create', '-d', 'macvlan', ...POOL, ...more],
  ...['-o', 'parent=eth0', name],
];
