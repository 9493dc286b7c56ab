// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { ContainerRecord } from '../../model/container.ts';
import { fault } from '../../model/fault.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { startTool } from '../command.ts';
import { netnsPath } from '../state/paths.ts';
import { exitOf } from './exit.ts';
import { intoPlace, LAB_STATE, labPath, pinPath, placeRun } from './place.ts';
import { isStanding, type LabRecord, readLab } from './record.ts';
import { isPlace, PLACES } from './topology.ts';

/** What runs something in a place: append the command's own argv. */
export interface Entry {
  tool: 'nsenter';
  argv: string[];
  env: Record<string, string>;
}

/**
 * How to run something in a place of a lab; `container:NAME` is the sandbox of a container of the lab's host, with the
 * host's files. Faults: root-needed, lab-unknown (also: not whole, or crashed), lab-place-unknown.
 */
export function labEnter(name: string, place: string): Promise<Result<Entry>> {
  return Promise.resolve(enter(name, place));
}

function enter(name: string, place: string): Result<Entry> {
  if (process.getuid?.() !== 0) return failed(fault('root-needed', { command: 'lanyard lab exec' }));
  const record = readLab(name);
  if (record?.report === undefined || !isStanding(record)) return failed(fault('lab-unknown', { lab: name }));
  const into = isPlace(place)
    ? [...intoPlace(record, place), ...sameFolder(record), '--']
    : sandbox(record, place);
  if (into === undefined) return failed(fault('lab-place-unknown', { place, places: placeNames(record) }));
  return ok({ tool: 'nsenter', argv: into, env: environment(name) });
}

/** Runs a command in a place with this process's own terminal or pipes. Value: its exit status; nsenter's own failures are 127 and 126 as a shell's. */
export async function labExec(
  name: string,
  place: string,
  argv: readonly string[],
  options: { stdio?: 'inherit' | 'ignore' } = {},
): Promise<Result<number>> {
  const into = await labEnter(name, place);
  if (!into.ok) return into;
  const started = startTool(into.value.tool, [...into.value.argv, ...argv], {
    stdio: options.stdio ?? 'inherit',
    env: into.value.env,
  });
  return started.ok ? ok(await exitOf(started.value)) : started;
}

/** The host's files, and the sandbox by its name in there; a container that does not run has none. */
function sandbox(record: LabRecord, place: string): string[] | undefined {
  const wanted = place.startsWith('container:') ? place.slice('container:'.length) : undefined;
  const found = containers(record).find(({ spec }) => spec.name === wanted || spec.id === wanted);
  if (found === undefined) return undefined;
  const net = `--net=${sandboxPath(record, found)}`;
  const into = intoPlace(record, 'host').map((option) => (option.startsWith('--net=') ? net : option));
  return [...into, ...sameFolder(record), '--'];
}

const sandboxPath = (record: LabRecord, { sandbox }: ContainerRecord): string =>
  `${pinPath(record, 'host')}/root${netnsPath(sandbox)}`;

const placeNames = (record: LabRecord): string[] => [
  ...PLACES,
  ...containers(record).map(({ spec }) => `container:${spec.name}`),
];

const StoredContainer = z.object({ record: ContainerRecord });

/** The containers of the lab's host that have a sandbox, as its state folder tells. */
function containers(record: LabRecord): ContainerRecord[] {
  const folder = labPath(record, join(placeRun('host'), basename(LAB_STATE), 'containers'));
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => StoredContainer.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))).record)
    .filter((container) => existsSync(sandboxPath(record, container)));
}

/** The caller's folder, where the lab has it too: entering a mount namespace leads to /. */
const sameFolder = (record: LabRecord): string[] =>
  /^\/(run|sys|proc)(\/|$)/.test(process.cwd()) || !existsSync(labPath(record, process.cwd()))
    ? []
    : [`--wdns=${process.cwd()}`];

/** The caller's environment, with `lanyard` itself on the PATH when that is what runs. */
function environment(name: string): Record<string, string> {
  const program = process.argv[1] ?? '';
  const path = process.env.PATH ?? '/usr/sbin:/usr/bin:/sbin:/bin';
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    ...Object.fromEntries(own),
    PATH: basename(program).startsWith('lanyard') ? `${dirname(program)}:${path}` : path,
    LANYARD_LAB: name,
    LANYARD_STATE: LAB_STATE,
  };
}
