// SPDX-License-Identifier: Apache-2.0
import { closeSync, fstatSync, openSync, readSync, watch } from 'node:fs';
import { ok, type Result } from '../../../model/result.ts';
import { containerPaths } from '../../state/paths.ts';
import { awaitExit } from './exit.ts';
import { joinRecords, type LogLine, type LogRecord, parseRecords } from './log-text.ts';

/** conmon cuts entries at 8 KiB: a smaller piece might never hold a whole one. */
const LEAST = 16 * 1024;
const PIECE = 64 * 1024;
const NEWLINE = 10;
const NOTHING = Buffer.alloc(0);

/** Bytes of an open log from an offset on; at its end none. */
function readPiece(file: number, from: number, length: number): Buffer {
  const piece = Buffer.alloc(Math.max(0, Math.min(length, fstatSync(file).size - from)));
  return piece.subarray(0, readSync(file, piece, 0, piece.length, from));
}

function openLog(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Log lines from byte `from` (negative: that many lines from the end), of at most `limit` bytes of log, and the byte to go on from. */
export async function readLogs(
  id: string,
  from: number,
  limit: number,
): Promise<Result<{ lines: LogLine[]; next: number }>> {
  const file = openLog(containerPaths(id).log);
  if (file === undefined) return ok({ lines: [], next: 0 });
  try {
    const start = from >= 0 ? from : lastLines(file, -from);
    const { records, used } = parseRecords(readPiece(file, start, Math.max(limit, LEAST)));
    return ok({ lines: joinRecords(records), next: start + used });
  } finally {
    closeSync(file);
  }
}

/** The offset of the last `count` lines, read backwards in pieces. Parts of lines count with the line that they begin. */
export function lastLines(file: number, count: number): number {
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

export interface Following {
  /** Only this many of the lines that are there; undefined: all. */
  tail?: number | undefined;
  /** Told when the run that is awaited has ended: the rest is read, then the end. */
  ended: Promise<unknown>;
  signal?: AbortSignal | undefined;
}

/**
 * Entries of a log as they come, until the run has ended and all are told, or `signal` aborts. The log is opened at
 * once and held, so that it can be read to its end also when the container is removed meanwhile.
 */
export async function* followRecords(id: string, following: Following): AsyncGenerator<LogRecord[]> {
  const { log, folder } = containerPaths(id);
  const bell = makeBell();
  let file = openLog(log);
  let offset = file === undefined || following.tail === undefined ? 0 : lastLines(file, following.tail);
  // The folder, not the file: it may not be there yet.
  const watcher = watch(folder, (_, name) => name === 'log' && bell.ring());
  watcher.on('error', bell.ring);
  let over = false;
  void following.ended.then(() => {
    over = true;
    bell.ring();
  });
  following.signal?.addEventListener('abort', bell.ring);
  try {
    while (!following.signal?.aborted) {
      const last = over;
      file ??= openLog(log);
      const { records, used } = parseRecords(file === undefined ? NOTHING : readPiece(file, offset, PIECE));
      offset += used;
      if (records.length > 0) yield records;
      else if (used === 0 && last) return;
      else if (used === 0) await bell.rung();
    }
  } finally {
    watcher.close();
    if (file !== undefined) closeSync(file);
    following.signal?.removeEventListener('abort', bell.ring);
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

/** Lines as they come, the last `tail` of those that are there first (undefined: all), until the container ends. */
export async function* followLogs(id: string, tail?: number, signal?: AbortSignal): AsyncGenerator<LogLine> {
  const quit = new AbortController();
  const stop = () => quit.abort();
  signal?.addEventListener('abort', stop);
  const ended = awaitExit(id, undefined, quit.signal);
  try {
    for await (const records of followRecords(id, { tail, ended, signal })) yield* joinRecords(records);
  } finally {
    quit.abort();
    signal?.removeEventListener('abort', stop);
  }
}
