// SPDX-License-Identifier: Apache-2.0
import childProcess from 'node:child_process';
import fs from 'node:fs';

/**
 * Loaded into a helper before its own code (`node --require`): writes down when each process that it starts begins and
 * ends, and how long it waits for each file request. One JSON line each, to the file that LANYARD_BENCH_TRACE names.
 */
export interface Traced {
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  what: string;
}

const now = (): number => performance.timeOrigin + performance.now();
const file = fs.openSync(process.env.LANYARD_BENCH_TRACE ?? '/dev/null', 'a');
const { writeSync } = fs;
const keep = (traced: Traced): void => {
  writeSync(file, `${JSON.stringify(traced)}\n`);
};

const { spawn } = childProcess;
childProcess.spawn = ((path: string, argv: readonly string[], ...rest: unknown[]) => {
  const from = now();
  const child = (spawn as (...all: unknown[]) => childProcess.ChildProcess)(path, argv, ...rest);
  const what = [path.slice(path.lastIndexOf('/') + 1), ...argv]
    .join(' ')
    .replace(/[0-9a-f]{12,}/g, '…')
    .slice(0, 60);
  keep({ from, to: now(), what: `start ${what}` });
  child.once('exit', () => keep({ from, to: now(), what }));
  return child;
}) as typeof spawn;

let depth = 0;
const calls = fs as unknown as Record<string, (...all: unknown[]) => unknown>;
for (const name of Object.keys(calls).filter((key) => key.endsWith('Sync'))) {
  const original = calls[name];
  if (typeof original !== 'function') continue;
  calls[name] = (...all) => {
    const from = now();
    depth += 1;
    try {
      return original(...all);
    } finally {
      depth -= 1;
      if (depth === 0) keep({ from, to: now(), what: `file ${name}` });
    }
  };
}
