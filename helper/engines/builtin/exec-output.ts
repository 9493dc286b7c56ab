// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { fault } from '../../../model/fault.ts';
import { failed, ok, type Result } from '../../../model/result.ts';

export interface ExecOutcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export interface Bounds {
  /** For faults. */
  command: string;
  /** Seconds, and bytes of both outputs together. */
  seconds: number;
  limit: number;
  /** Ends what runs in the container: it holds the outputs open, whatever becomes of the runtime. */
  end: () => void;
}

/** Both outputs of a program in a container, to its end. Faults: command-timeout, command-flood, command-failed. */
export function collectOutput(
  child: ChildProcess,
  { command, seconds, limit, end }: Bounds,
): Promise<Result<ExecOutcome>> {
  return new Promise((resolve) => {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let size = 0;
    const settle = (result: Result<ExecOutcome>) => {
      clearTimeout(timer);
      resolve(result);
    };
    const stop = (why: Result<ExecOutcome>) => {
      end();
      child.kill('SIGKILL');
      child.stdout?.destroy();
      child.stderr?.destroy();
      settle(why);
    };
    const timer = setTimeout(
      () => stop(failed(fault('command-timeout', { command, seconds }))),
      seconds * 1000,
    );
    const keep = (into: Buffer[]) => (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) stop(failed(fault('command-flood', { command, limit })));
      else into.push(chunk);
    };
    child.stdout?.on('data', keep(stdout));
    child.stderr?.on('data', keep(stderr));
    child.on('error', ({ message }) =>
      settle(failed(fault('command-failed', { command, exit: -1, reason: message }))),
    );
    child.on('close', (code) =>
      settle(ok({ exitCode: code ?? 255, stdout: textOf(stdout), stderr: textOf(stderr) })),
    );
  });
}

const textOf = (chunks: Buffer[]): string => Buffer.concat(chunks).toString();
