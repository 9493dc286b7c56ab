// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fault } from '../../model/fault.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { expectTool, runTool, toolPath } from '../command.ts';
import { leftOut, wiring } from './batch.ts';
import { endProcesses, takeDown } from './down.ts';
import { startHolder } from './holder.ts';
import { bootId } from './living.ts';
import { intoPlace, LAB_STATE, labPath, makePlace, PATIENCE, placeRun } from './place.ts';
import {
  claimLab,
  isStanding,
  LAB_NAME,
  type LabRecord,
  type LabReport,
  readLab,
  writeLab,
} from './record.ts';
import { startServices } from './services.ts';
import { PLACES, SERVICES } from './topology.ts';

/**
 * Builds the practice LAN and returns when everything in it answers. The lab outlives the caller; until it is whole it
 * dies with it. Faults: root-needed, usage-flag-value (a name that cannot be one), lab-exists, tool-missing, command-failed.
 */
export async function labUp(name: string): Promise<Result<LabReport>> {
  if (process.getuid?.() !== 0) return failed(fault('root-needed', { command: 'lanyard lab up' }));
  if (!LAB_NAME.test(name)) {
    return failed(fault('usage-flag-value', { flag: '--name', value: name, wants: LAB_NAME.source }));
  }
  const before = readLab(name);
  if (before !== undefined && isStanding(before)) return failed(fault('lab-exists', { lab: name }));
  if (before !== undefined) await takeDown(before);

  const holder = await startHolder();
  if (!holder.ok) return holder;
  const { keeper, init, stay } = holder.value;
  const record: LabRecord = { name, boot: bootId(), keeper, init };
  if (!claimLab(record)) {
    await endProcesses(record);
    return failed(fault('lab-exists', { lab: name }));
  }
  const built = await build(record);
  if (!built.ok) {
    await takeDown(record);
    return built;
  }
  writeLab({ ...record, report: built.value });
  if (await stay()) return built;
  await takeDown(record);
  return failed(
    fault('command-failed', { command: 'lanyard lab up', exit: -1, reason: 'taken down meanwhile' }),
  );
}

async function build(record: LabRecord): Promise<Result<LabReport>> {
  const wired = await inLab(record, wiring());
  if (!wired.ok) return wired;
  const tagged = await hasVlans(record);
  if (!tagged.ok) return tagged;
  const places = await Promise.all(PLACES.map((place) => makePlace(record, place, tagged.value)));
  const missed = places.find((each) => !each.ok);
  if (missed !== undefined && !missed.ok) return missed;
  mkdirSync(labPath(record, `${placeRun('host')}/${basename(LAB_STATE)}`), { mode: 0o700 });
  const [services, answer] = await Promise.all([startServices(record, tagged.value), ask(record)]);
  if (!services.ok) return services;
  if (!answer.ok) return answer;
  return ok({
    name: record.name,
    places: [...PLACES],
    tagged: tagged.value,
    leftOut: leftOut(tagged.value),
  });
}

const inLab = (record: LabRecord, batch: string): Promise<Result<string>> =>
  expectTool('nsenter', [...intoPlace(record), '--', toolPath('ip') ?? 'ip', '-batch', '-'], {
    input: batch,
    seconds: PATIENCE,
  });

const PROBE = ['link add name q0 type veth peer name q1', 'link add link q0 name q0.1 type vlan id 1'];

/** Whether the kernel has 802.1Q: tried in the lab's own namespace, which is otherwise empty. EOPNOTSUPP: it has not. */
async function hasVlans(record: LabRecord): Promise<Result<boolean>> {
  const argv = [...intoPlace(record), '--', toolPath('ip') ?? 'ip', '-batch', '-'];
  const tried = await runTool('nsenter', argv, { input: `${PROBE.join('\n')}\n`, seconds: PATIENCE });
  if (!tried.ok) return tried;
  const { exit, stderr } = tried.value;
  if (exit !== 0 && !/not supported|unknown device type/i.test(stderr)) {
    return failed(fault('command-failed', { command: PROBE.join('; '), exit, reason: stderr.trim() }));
  }
  const cleared = await inLab(record, 'link del q0\n');
  return cleared.ok ? ok(exit === 0) : cleared;
}

/** After acting, look: the host's first packet crosses the switch and comes back from the router. */
const ask = (record: LabRecord): Promise<Result<string>> =>
  expectTool(
    'nsenter',
    [...intoPlace(record, 'host'), ...['--', toolPath('ping') ?? 'ping', '-n', '-c1', '-W9', SERVICES.dns]],
    { seconds: PATIENCE },
  );
