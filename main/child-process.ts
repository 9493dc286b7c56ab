// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { isAbsolute } from 'node:path';

/** The only place in main that starts a process: an absolute path, an argv, no shell. A program that is not there ends with `error`. */
export function startProgram(argv: readonly string[], options: SpawnOptions): ChildProcess {
  const [path = '', ...rest] = argv;
  if (!isAbsolute(path)) throw new Error(`not an absolute path: ${path}`);
  return spawn(path, rest, { ...options, shell: false });
}

export interface Ended {
  /** Exit status; undefined when it could not start or a signal ended it. */
  exit: number | undefined;
  signal: NodeJS.Signals | undefined;
  /** The last 4 kB of standard error, where it was piped. */
  stderr: string;
}

/** Resolves when the process is gone and its pipes are drained. */
export function endOf(child: ChildProcess): Promise<Ended> {
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-4096);
  });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ exit: undefined, signal: undefined, stderr: error.message }));
    child.on('close', (code, signal) =>
      resolve({ exit: code ?? undefined, signal: signal ?? undefined, stderr: stderr.trim() }),
    );
  });
}

/** Waits for an end at most so long, then KILLs; used where EOF should have been enough. */
export async function endWithin(child: ChildProcess, ended: Promise<unknown>, milliseconds: number) {
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  await ended;
  clearTimeout(timer);
}
