// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import * as z from 'zod/mini';
import { ContainerRecord } from '../../model/container.ts';
import { NetworkRecord } from '../../model/network.ts';
import { recordPath, stateFolder } from './paths.ts';

/** The records' shapes, by collection. */
const SHAPES = { networks: NetworkRecord, containers: ContainerRecord } as const;
type Collection = keyof typeof SHAPES;
type RecordOf<C extends Collection> = z.infer<(typeof SHAPES)[C]>;

/** A record with the moment of its first writing, milliseconds since the epoch. */
export type Stored<C extends Collection> = RecordOf<C> & { created: number };

/** All records of a collection, oldest first; a folder that is not there yet is an empty one. Throws on an unreadable or malformed file. */
export function readRecords<C extends Collection>(collection: C): Stored<C>[] {
  return filesIn(join(stateFolder(), collection))
    .map((file) => readRecord(collection, file.replace(/\.json$/, '')))
    .filter((record) => record !== undefined)
    .sort((a, b) => a.created - b.created);
}

/** A file that was read before, and which one it was: a new writing is a new inode. */
const known = new Map<string, { file: string; stored: unknown }>();

/** One record, or undefined. A file that is the one read before is not read again. Throws as `readRecords`. */
export function readRecord<C extends Collection>(collection: C, id: string): Stored<C> | undefined {
  const path = recordPath(collection, id);
  const stat = statSync(path, { throwIfNoEntry: false });
  const file = stat && `${stat.dev} ${stat.ino} ${stat.mtimeMs} ${stat.size}`;
  const before = known.get(path);
  if (before !== undefined && before.file === file) return before.stored as Stored<C>;
  known.delete(path);
  const content = readIfThere(path);
  if (content === undefined) return undefined;
  const { created, record } = JSON.parse(content);
  const stored = { ...(SHAPES[collection].parse(record) as RecordOf<C>), created: z.number().parse(created) };
  // A file that was replaced between the two is read anew next time.
  if (file !== undefined) known.set(path, { file, stored });
  return stored;
}

/** Writes a record whole or not at all; null takes it away, and with it the folders that are then empty. */
export function putRecord<C extends Collection>(
  collection: C,
  id: string,
  record: unknown,
  now: number,
): void {
  const path = recordPath(collection, id);
  if (record === null) {
    rmSync(path, { force: true });
    removeIfEmpty(dirname(path));
    return;
  }
  const created = readRecord(collection, id)?.created ?? now;
  mkdirSync(stateFolder(), { recursive: true, mode: 0o700 });
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileAtomic.sync(path, JSON.stringify({ created, record: SHAPES[collection].parse(record) }), {
    mode: 0o600,
  });
}

/** Takes away what a killed writer left beside the records. Only under the lock: then nobody is writing. */
export function sweepHalfWritten(): void {
  for (const collection of Object.keys(SHAPES)) {
    const folder = join(stateFolder(), collection);
    for (const name of namesIn(folder).filter((one) => /\.json\.\d+$/.test(one)))
      rmSync(join(folder, name), { force: true });
    removeIfEmpty(folder);
  }
}

export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Not empty, or not there: both are fine.
  }
}

const filesIn = (folder: string): string[] => namesIn(folder).filter((name) => name.endsWith('.json'));

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Asks first whether it is there: the runtime pays more for an exception than for the question. */
export function readIfThere(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
