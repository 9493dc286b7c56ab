// SPDX-License-Identifier: Apache-2.0

/** One probe's end. */
export interface Echo {
  ip: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Milliseconds; undefined: timed out. */
  rtt?: number;
}

const LINE = /^\[(\d+\.\d+)\] (\S+)\s+: \[\d+\], (?:\d+ bytes, ([\d.]+) ms|timed out)/;

/** Reads a line of `fping -D -l` (fping 5): a reply or a time-out; undefined for any other line. */
export function parseEcho(line: string): Echo | undefined {
  const [, seconds, target, rtt] = LINE.exec(line) ?? [];
  if (seconds === undefined || target === undefined) return undefined;
  // A link-local target bears its zone.
  const ip = target.replace(/%.*$/, '');
  return { ip, at: Math.round(Number(seconds) * 1000), ...(rtt === undefined ? {} : { rtt: Number(rtt) }) };
}
