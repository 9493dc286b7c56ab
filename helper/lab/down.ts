// SPDX-License-Identifier: Apache-2.0
import { fault } from '../../model/fault.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { removeCgroups } from './cgroups.ts';
import { bootId, isAlive, killLiving, until } from './living.ts';
import { forgetLab, type LabRecord, readLab } from './record.ts';

/** Seconds that the kernel gets to end a lab's processes and release its cgroups. */
const PATIENCE = 10;

/**
 * Takes a lab away, whole, half-made or crashed, and returns once nothing of it is left.
 * Faults: root-needed, lab-unknown, command-timeout (something would not end; the record stays, so that down can be repeated).
 */
export async function labDown(name: string): Promise<Result<void>> {
  if (process.getuid?.() !== 0) return failed(fault('root-needed', { command: 'lanyard lab down' }));
  const record = readLab(name);
  if (record === undefined) return failed(fault('lab-unknown', { lab: name }));
  return takeDown(record);
}

export async function takeDown(record: LabRecord): Promise<Result<void>> {
  const ended = record.boot !== bootId() || (await endProcesses(record));
  const left = ended ? await removeCgroups(record.name, PATIENCE) : ['its processes'];
  if (left.length > 0) {
    return failed(fault('command-timeout', { command: `remove ${left.join(' ')}`, seconds: PATIENCE }));
  }
  forgetLab(record);
  return ok(undefined);
}

/**
 * Kills process 1 and waits for it and for unshare above it. The kernel ends process 1 only after every other process
 * of its namespace; network namespaces, links and mounts have no other holder.
 */
export async function endProcesses(record: LabRecord): Promise<boolean> {
  killLiving(record.init);
  return until(() => !isAlive(record.init) && !isAlive(record.keeper), PATIENCE);
}
