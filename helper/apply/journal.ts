// SPDX-License-Identifier: Apache-2.0
import {
  appendFileSync,
  closeSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Change } from '../../model/change.ts';
import type { Fault } from '../../model/fault.ts';
import { Entry } from '../../model/history.ts';
import type { Step } from '../../model/step.ts';
import { journalFolder } from '../state/paths.ts';
import { readIfThere } from '../state/store.ts';

/** Closed entries that are kept; older ones go. */
const KEPT = 1000;

type StepOutcome = Entry['steps'][number]['outcome'];
type Closing = { status: Entry['status']; fault?: Fault };

/**
 * The file of one entry: a first line with the whole plan, then a line for every outcome, then how it closed.
 * While open it is named `N.open`, so that one look at the folder tells what a dead helper left.
 */
export interface Writing {
  entry: number;
  /** Appends outcomes of steps, by index, in one write. */
  outcomes: (outcomes: readonly [number, StepOutcome][]) => void;
  close: (closing: Closing) => Entry;
}

const nameOf = (entry: number, open: boolean): string =>
  `${String(entry).padStart(6, '0')}${open ? '.open' : '.jsonl'}`;

const numbers = (suffix: string): number[] =>
  filesIn()
    .filter((name) => name.endsWith(suffix))
    .map((name) => Number.parseInt(name, 10));

/** Begins an entry. The plan is on disk when this returns: what follows is journalled before it is done. */
export function openEntry(change: Change, steps: readonly Step[], at: number, undoes?: number): Writing {
  mkdirSync(journalFolder(), { recursive: true, mode: 0o700 });
  const entry = Math.max(0, ...numbers('.jsonl'), ...numbers('.open')) + 1;
  const path = join(journalFolder(), nameOf(entry, true));
  const file = openSync(path, 'ax', 0o600);
  const line = (value: unknown): void => {
    writeSync(file, `${JSON.stringify(value)}\n`);
  };
  line({ entry, change, at, steps, ...(undoes === undefined ? {} : { undoes }) });
  fdatasyncSync(file);
  return {
    entry,
    outcomes: (outcomes) => line({ outcomes }),
    close: (closing) => {
      line(closing);
      closeSync(file);
      return shut(entry);
    },
  };
}

/** Closes an entry that another process had opened. */
export function closeEntry(
  entry: number,
  outcomes: readonly [number, StepOutcome][],
  closing: Closing,
): Entry {
  const path = join(journalFolder(), nameOf(entry, true));
  // A kill may have cut the last line short: begin a new one.
  appendFileSync(path, `\n${JSON.stringify({ outcomes })}\n${JSON.stringify(closing)}\n`);
  return shut(entry);
}

function shut(entry: number): Entry {
  renameSync(join(journalFolder(), nameOf(entry, true)), join(journalFolder(), nameOf(entry, false)));
  for (const old of numbers('.jsonl').filter((number) => number <= entry - KEPT)) {
    rmSync(join(journalFolder(), nameOf(old, false)), { force: true });
  }
  const closed = readEntry(entry, false);
  if (closed === undefined) throw new Error(`journal entry ${entry} has lost its plan`);
  return closed;
}

export function markUndone(entry: number, undoneBy: number): void {
  appendFileSync(
    join(journalFolder(), nameOf(entry, false)),
    `${JSON.stringify({ status: 'undone', undoneBy })}\n`,
  );
}

/** Entries that were begun and never closed. Only under the lock: then they are a dead helper's. One whose plan was never written whole had begun nothing, and goes. */
export function openEntries(): Entry[] {
  return numbers('.open').flatMap((number) => {
    const entry = readEntry(number, true);
    if (entry === undefined) rmSync(join(journalFolder(), nameOf(number, true)), { force: true });
    return entry ?? [];
  });
}

/** The last entries, newest first. */
export function lastEntries(last: number): Entry[] {
  const all = [
    ...numbers('.jsonl').map((n) => [n, false] as const),
    ...numbers('.open').map((n) => [n, true] as const),
  ];
  return all
    .sort(([a], [b]) => b - a)
    .slice(0, last)
    .flatMap(([entry, open]) => readEntry(entry, open) ?? []);
}

export const findEntry = (entry: number): Entry | undefined =>
  numbers('.jsonl').includes(entry) ? readEntry(entry, false) : undefined;

const Line = z.looseObject({ outcomes: z.optional(z.array(z.tuple([z.int(), z.string()]))) });

/** Reads one entry; a last line that a kill cut short is passed over. Undefined: not even its plan is there. */
function readEntry(entry: number, open: boolean): Entry | undefined {
  // Readers hold no lock: it may have been closed since its name was read.
  const content =
    readIfThere(join(journalFolder(), nameOf(entry, open))) ??
    readIfThere(join(journalFolder(), nameOf(entry, false)));
  const lines = (content ?? '').split('\n').filter(Boolean).flatMap(parsed);
  const [header, ...rest] = lines;
  if (header?.steps === undefined) return undefined;
  const steps = (header.steps as Step[]).map((step) => ({ step, outcome: 'waiting' }));
  const later: Record<string, unknown> = { status: 'open' };
  for (const { outcomes, ...other } of rest) {
    Object.assign(later, other);
    for (const [index, outcome] of outcomes ?? []) {
      const at = steps[index];
      if (at !== undefined) at.outcome = outcome;
    }
  }
  return Entry.parse({ ...header, steps, ...later });
}

function parsed(line: string): z.infer<typeof Line>[] {
  try {
    return [Line.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}

function filesIn(): string[] {
  try {
    return readdirSync(journalFolder());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
