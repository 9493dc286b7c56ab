// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { isAbsolute } from 'node:path';
import { setTimeout } from 'node:timers/promises';

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

/** How long a killed program's pipes are waited for, in milliseconds: what it had started may hold them open for good. */
const DRAIN = 2000;

/** Waits for an end at most so long, then KILLs; used where EOF should have been enough. Pipes that stay open after that are let go. */
export async function endWithin(
  child: ChildProcess,
  ended: Promise<unknown>,
  milliseconds: number,
  drain = DRAIN,
): Promise<void> {
  if (await isOver(ended, milliseconds)) return;
  const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
  child.kill('SIGKILL');
  // Not even KILL ends what hangs in the kernel.
  if (gone) await isOver(gone, drain);
  if (await isOver(ended, drain)) return;
  for (const pipe of child.stdio) pipe?.destroy();
  child.unref();
}

/** Whether it settles within so many milliseconds. */
async function isOver(ended: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const late = new AbortController();
  const wait = setTimeout(milliseconds, false, { signal: late.signal }).catch(() => false);
  const settled = () => true;
  const over = await Promise.race([ended.then(settled, settled), wait]);
  late.abort();
  return over;
}
