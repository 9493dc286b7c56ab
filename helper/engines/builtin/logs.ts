// SPDX-License-Identifier: Apache-2.0
import { closeSync, type FSWatcher, fstatSync, openSync, readSync, watch } from 'node:fs';
import { ok, type Result } from '../../../model/result.ts';
import { containerPaths } from '../../state/paths.ts';
import { containerState } from './container-state.ts';
import { awaitExit } from './exit.ts';
import { joinRecords, type LogLine, type LogRecord, makeJoiner, parseRecords } from './log-text.ts';

/** conmon cuts entries at 8 KiB: a smaller piece might never hold a whole one. */
const LEAST = 16 * 1024;
const PIECE = 64 * 1024;
const NEWLINE = 10;

/** Bytes of a log from an offset on; at its end, or without a log: none. */
function readPiece(path: string, from: number, length: number): Buffer {
  const file = openLog(path);
  if (file === undefined) return Buffer.alloc(0);
  try {
    const piece = Buffer.alloc(Math.max(0, Math.min(length, fstatSync(file).size - from)));
    return piece.subarray(0, readSync(file, piece, 0, piece.length, from));
  } finally {
    closeSync(file);
  }
}

function openLog(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Log lines from byte `from` (negative: that many lines from the end), of at most `limit` bytes of log, and the
 * byte to go on from. A line that has no end yet waits for it while the container runs.
 */
export async function readLogs(
  id: string,
  from: number,
  limit: number,
): Promise<Result<{ lines: LogLine[]; next: number }>> {
  const path = containerPaths(id).log;
  const start = from >= 0 ? from : lastLines(path, -from);
  const { records, used } = parseRecords(readPiece(path, start, Math.max(limit, LEAST)));
  const ended = containerState(id).status !== 'running';
  const joined = joinRecords(records, ended);
  // A line that fills the whole piece would never come: it is given in parts.
  const { lines, rest } = joined.rest === used ? joinRecords(records, used >= LEAST / 2) : joined;
  return ok({ lines, next: start + used - rest });
}

/** The offset of the last `count` lines, read backwards in pieces. Parts of lines count with the line that they begin. */
export function lastLines(path: string, count: number): number {
  const file = openLog(path);
  if (file === undefined) return 0;
  try {
    let end = fstatSync(file).size;
    let tail = Buffer.alloc(0);
    while (end > 0) {
      const piece = Buffer.alloc(Math.min(PIECE, end));
      end -= piece.length;
      readSync(file, piece, 0, piece.length, end);
      tail = Buffer.concat([piece, tail]);
      const skip = end === 0 ? 0 : tail.indexOf(NEWLINE) + 1;
      const offset = beginningOf(parseRecords(tail.subarray(skip)).records, count);
      if (offset !== undefined) return end + skip + offset;
    }
    return 0;
  } finally {
    closeSync(file);
  }
}

/** Where the last `count` lines begin among entries; undefined when there are not more than that. */
function beginningOf(records: readonly LogRecord[], count: number): number | undefined {
  let missing = count;
  let offset = records.reduce((sum, record) => sum + record.size, 0);
  for (const [index, record] of [...records.entries()].reverse()) {
    const endsLine = record.full || index === records.length - 1;
    if (endsLine && missing === 0) return offset;
    if (endsLine) missing -= 1;
    offset -= record.size;
  }
  return undefined;
}

/**
 * Entries of a log from byte `from` on, as they come, until the run has ended and all are told, or `signal` aborts.
 * A container that has not run yet is waited for.
 */
export async function* followRecords(
  id: string,
  from: number,
  signal?: AbortSignal,
): AsyncGenerator<LogRecord[]> {
  const { log, folder } = containerPaths(id);
  const bell = makeBell();
  const quit = new AbortController();
  const stop = () => quit.abort();
  signal?.addEventListener('abort', stop);
  // The folder, not the file: it may not be there yet.
  const watcher: FSWatcher = watch(folder, (_, name) => name === 'log' && bell.ring());
  let ended = false;
  void awaitExit(id, undefined, quit.signal).then(() => {
    ended = true;
    bell.ring();
  });
  let offset = from;
  try {
    while (!signal?.aborted) {
      const last = ended;
      const { records, used } = parseRecords(readPiece(log, offset, PIECE));
      offset += used;
      if (records.length > 0) yield records;
      else if (used === 0 && last) return;
      else if (used === 0) await bell.rung();
    }
  } finally {
    watcher.close();
    quit.abort();
    signal?.removeEventListener('abort', stop);
  }
}

/** Rings that come while nobody listens are heard the next time. */
function makeBell() {
  let rang = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      rang = true;
      wake?.();
    },
    rung: async () => {
      if (!rang) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      rang = false;
    },
  };
}

/** Lines as they come; see followRecords. */
export async function* followLogs(id: string, from: number, signal?: AbortSignal): AsyncGenerator<LogLine> {
  const joiner = makeJoiner();
  for await (const records of followRecords(id, from, signal)) yield* joiner.push(records).map(joiner.lineOf);
  yield* joiner.rest().map(joiner.lineOf);
}
