// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../../../model/result.ts';
import { startTool } from '../../command.ts';
import { containerPaths } from '../../state/paths.ts';
import { awaitExit } from './exit.ts';
import { followRecords } from './logs.ts';
import { SOCKETS } from './monitor.ts';

export interface Streams {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}

export interface AttachWish {
  tty: boolean;
  /** Standard input goes to the container. */
  interactive: boolean;
}

const NEWLINE = Buffer.from('\n');

/**
 * Joins this process's input and outputs to a container that is created, or running, until it ends; value: its exit
 * code. Call before start, so that no input is missed; what was said before is told too. Faults: tool-missing.
 */
export async function attachContainer(
  id: string,
  { tty, interactive }: AttachWish,
  { stdin, stdout, stderr }: Streams = process,
): Promise<Result<number>> {
  const input = interactive ? startInput(id) : undefined;
  if (input && !input.ok) return input;
  const raw = tty && interactive && stdin.isTTY;
  if (raw) stdin.setRawMode(true);
  const resize = () => void resizeContainer(id, stdout.columns, stdout.rows);
  if (tty && stdout.isTTY) {
    resize();
    stdout.on('resize', resize);
  }
  try {
    await copyOutput(id, stdout, tty ? stdout : stderr);
    return ok((await awaitExit(id)) ?? 0);
  } finally {
    input?.value.kill('SIGTERM');
    stdout.off('resize', resize);
    if (raw) stdin.setRawMode(false);
  }
}

/** conmon's socket keeps packet boundaries, which Node does not speak; what it sends back is in the log already. */
function startInput(id: string): Result<ChildProcess> {
  const socket = join(SOCKETS, id, 'attach');
  return startTool('socat', ['-t', '86400', 'STDIN!!OPEN:/dev/null', `UNIX-CONNECT:${socket},type=5`], {
    stdio: ['inherit', 'ignore', 'ignore'],
  });
}

/** Writes what the log says as the program wrote it. */
async function copyOutput(id: string, stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): Promise<void> {
  let owed: { to: NodeJS.WriteStream } | undefined;
  const partial = new Map<string, boolean>();
  for await (const records of followRecords(id, 0)) {
    for (const { stream, bytes, full } of records) {
      owed?.to.write(NEWLINE);
      owed = undefined;
      const to = stream === 'stdout' ? stdout : stderr;
      // conmon ends an unended last line with an empty entry: a newline that the program did not write.
      if (full && bytes.length === 0 && partial.get(stream)) owed = { to };
      else await written(to, full ? Buffer.concat([bytes, NEWLINE]) : bytes);
      partial.set(stream, !full);
    }
  }
}

function written(to: NodeJS.WriteStream, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    if (to.write(bytes)) resolve();
    else to.once('drain', () => resolve());
  });
}

/** Tells the container's terminal its size, through conmon's control fifo: `1 ROWS COLUMNS`. No terminal, no effect. */
export async function resizeContainer(id: string, columns: number, rows: number): Promise<void> {
  let control: FileHandle | undefined;
  try {
    control = await open(join(containerPaths(id).bundle, 'ctl'), constants.O_WRONLY | constants.O_NONBLOCK);
    await control.write(`1 ${Math.trunc(rows)} ${Math.trunc(columns)}\n`);
  } catch {
    // The container has ended.
  } finally {
    await control?.close();
  }
}
