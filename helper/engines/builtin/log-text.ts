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

type Stream = LogRecord['stream'];

/** A line being joined, with where it begins and ends in the log. */
interface Span {
  stream: Stream;
  at: string;
  parts: Buffer[];
  begin: number;
  end: number;
}

const lineOf = ({ at, stream, parts }: Span): LogLine => ({
  at,
  stream,
  text: Buffer.concat(parts).toString().replace(/\r$/, ''),
});

/** Joins entries to lines, each stream by itself; keeps what has no end yet for the next time. */
export function makeJoiner() {
  const open = new Map<Stream, Span>();
  let offset = 0;
  return {
    /** The lines that these entries end. */
    push: (records: readonly LogRecord[]): Span[] =>
      records.flatMap((record) => {
        const { stream, at } = record;
        const span = open.get(stream) ?? { stream, at, parts: [], begin: offset, end: offset };
        offset += record.size;
        span.parts.push(record.bytes);
        span.end = offset;
        if (record.full) open.delete(stream);
        else open.set(stream, span);
        return record.full ? [span] : [];
      }),
    /** The lines that have no end. */
    rest: (): Span[] => [...open.values()],
    lineOf,
  };
}

/**
 * The lines of a piece of log, with the time of their first entry. `rest`: the bytes at its end that are to be read
 * again next time, because a line in there has no end yet; with `final` that is an end too.
 */
export function joinRecords(
  records: readonly LogRecord[],
  final: boolean,
): { lines: LogLine[]; rest: number } {
  const joiner = makeJoiner();
  const whole = joiner.push(records);
  if (final) return { lines: [...whole, ...joiner.rest()].map(lineOf), rest: 0 };
  const size = records.reduce((sum, record) => sum + record.size, 0);
  let first = Math.min(size, ...joiner.rest().map((span) => span.begin));
  // A line of the other stream that ends after it waits too: it would be told twice.
  for (const span of [...whole].reverse()) if (span.end > first) first = Math.min(first, span.begin);
  return { lines: whole.filter((span) => span.end <= first).map(lineOf), rest: size - first };
}
