// SPDX-License-Identifier: Apache-2.0

/** One entry of conmon's log: `TIME STREAM TAG BYTES\n`, TAG being F when a newline ended it and P when not. */
export interface LogRecord {
  /** RFC 3339 with nanoseconds. */
  at: string;
  stream: 'stdout' | 'stderr';
  bytes: Buffer;
  /** A newline followed. */
  full: boolean;
  /** Bytes that the entry takes in the log. */
  size: number;
}

export interface LogLine {
  at: string;
  stream: 'stdout' | 'stderr';
  /** With its newline, where it has one. */
  text: string;
}

const NEWLINE = 10;
const HEAD = /^(\S+) (stdout|stderr) ([FP])(?: |$)/;

/** The whole entries in a piece of log; what is no entry is passed over, and what has no end yet is left. */
export function parseRecords(piece: Buffer): { records: LogRecord[]; used: number } {
  const records: LogRecord[] = [];
  let used = 0;
  for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, used)) {
    const entry = piece.subarray(used, end);
    const size = end + 1 - used;
    used = end + 1;
    const match = HEAD.exec(entry.subarray(0, 80).toString('latin1'));
    if (match === null) continue;
    const [head, at = '', stream, tag] = match;
    records.push({
      at,
      stream: stream === 'stderr' ? 'stderr' : 'stdout',
      bytes: entry.subarray(head.length),
      full: tag === 'F',
      size,
    });
  }
  return { records, used };
}

/**
 * Lines joined from entries, each stream by itself, with the time of their first entry. A line keeps its newline;
 * without one it has not ended within these entries, and more of it may come.
 */
export function joinRecords(records: readonly LogRecord[]): LogLine[] {
  const lines: { record: LogRecord; parts: Buffer[] }[] = [];
  const open = new Map<LogRecord['stream'], Buffer[]>();
  for (const record of records) {
    const begun = open.get(record.stream);
    const parts = begun ?? [];
    if (begun === undefined) lines.push({ record, parts });
    parts.push(written(record));
    if (record.full) open.delete(record.stream);
    else open.set(record.stream, parts);
  }
  return lines.map(({ record: { at, stream }, parts }) => ({
    at,
    stream,
    text: Buffer.concat(parts).toString(),
  }));
}

const NEWLINE_BYTES = Buffer.from('\n');

/** What the program wrote. */
export const written = ({ bytes, full }: LogRecord): Buffer =>
  full ? Buffer.concat([bytes, NEWLINE_BYTES]) : bytes;
