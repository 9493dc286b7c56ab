// SPDX-License-Identifier: Apache-2.0
import { linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import * as z from 'zod/mini';
import { readIfThere, removeIfEmpty } from '../state/store.ts';
import { bootId, isAlive, isSame, Living } from './living.ts';

const FOLDER = '/run/lanyard/labs';

/** What a lab turned out as. */
export const LabReport = z.object({
  name: z.string(),
  places: z.array(z.string()),
  /** Whether the kernel has 802.1Q. */
  tagged: z.boolean(),
  /** Links that are missing because it has not. */
  leftOut: z.array(z.string()),
});
export type LabReport = z.infer<typeof LabReport>;

/** How a later command finds a lab. `keeper` is unshare, whose namespaces are the lab's; `init` its process 1. */
export const LabRecord = z.object({
  name: z.string(),
  boot: z.string(),
  keeper: Living,
  init: Living,
  /** Present once the lab is whole. */
  report: z.optional(LabReport),
});
export type LabRecord = z.infer<typeof LabRecord>;

const recordFile = (name: string): string => join(FOLDER, `${name}.json`);

/** It becomes part of a file's and a cgroup's name. */
export const LAB_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,31}$/;

/** Names of the labs that have a record, the crashed ones too. */
export function labNames(): string[] {
  try {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
    return files.map((file) => file.slice(0, -'.json'.length)).sort();
  } catch {
    return [];
  }
}

/** Undefined when there is none, or nothing legible: then there is nothing to go by. */
export function readLab(name: string): LabRecord | undefined {
  const content = LAB_NAME.test(name) ? readIfThere(recordFile(name)) : undefined;
  if (content === undefined) return undefined;
  try {
    return LabRecord.parse(JSON.parse(content));
  } catch {
    return undefined;
  }
}

/** Takes the name: false when another lab has it. The record appears whole, by a link, or not at all. */
export function claimLab(record: LabRecord): boolean {
  mkdirSync(FOLDER, { recursive: true, mode: 0o755 });
  const draft = join(FOLDER, `${record.name}.${process.pid}`);
  writeFileSync(draft, JSON.stringify(record));
  try {
    linkSync(draft, recordFile(record.name));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

export const writeLab = (record: LabRecord): void =>
  writeFileAtomic.sync(recordFile(record.name), JSON.stringify(record));

/** Removes the record, if it is still that lab's and not a successor's, and the folders that are then empty. */
export function forgetLab(record: LabRecord): void {
  const kept = readLab(record.name);
  if (kept === undefined || isSame(kept.init, record.init)) {
    rmSync(recordFile(record.name), { force: true });
  }
  removeIfEmpty(FOLDER);
  removeIfEmpty(dirname(FOLDER));
}

/** The lab's processes are there, in this boot. */
export const isStanding = (record: LabRecord): boolean => record.boot === bootId() && isAlive(record.init);
