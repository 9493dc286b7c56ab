// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { ok, type Result } from '../../../model/result.ts';
import { startTool } from '../../command.ts';
import { awaitExit } from './exit.ts';
import { type LogRecord, written } from './log-text.ts';
import { followRecords } from './logs.ts';
import { SOCKETS } from './monitor.ts';
import { signalContainer } from './runtime.ts';
import { resizeContainer } from './terminal-size.ts';

export interface AttachWish {
  tty: boolean;
  /** Standard input goes to the container. */
  input: boolean;
  /** The container is to be started again: what its last run said, and how it ended, is not asked for. */
  fromEnd?: boolean;
}

export interface Streams {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}

/** Without a terminal these go on to the container, as Docker's --sig-proxy. */
const PROXIED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/**
 * Joins this process's input and outputs to a container that is made and not yet begun, or running, until it ends;
 * value: its exit code. The log is opened before this returns to its caller, so that nothing of it is missed however
 * soon it ends and is removed. Faults: tool-missing.
 */
export async function attach(
  id: string,
  { tty, input, fromEnd = false }: AttachWish,
  streams: Streams = process,
): Promise<Result<number>> {
  const exit = awaitExit(id, undefined, undefined, fromEnd);
  const copied = copyOutput(id, exit, tty, fromEnd, streams);
  const typed = input ? startInput(id) : undefined;
  if (typed && !typed.ok) return typed;
  const release = takeTerminal(id, { tty, input }, streams);
  try {
    await copied;
    return ok((await exit) ?? 0);
  } finally {
    typed?.value.kill('SIGTERM');
    release();
  }
}

/** Keys go through raw, and the window's size and the signals follow; returns what undoes it. */
function takeTerminal(id: string, { tty, input }: AttachWish, streams: Streams): () => void {
  const pass = (signal: NodeJS.Signals) => void signalContainer(id, signal);
  const resize = () => void resizeContainer(id, streams.stdout.columns, streams.stdout.rows);
  // Only a terminal is touched: Node would take bytes that are socat's from anything else.
  const raw = tty && input && isatty(0) ? streams.stdin : undefined;
  raw?.setRawMode(true);
  if (!tty) for (const signal of PROXIED) process.on(signal, pass);
  if (tty && streams.stdout.isTTY) {
    resize();
    streams.stdout.on('resize', resize);
  }
  return () => {
    streams.stdout.off('resize', resize);
    for (const signal of PROXIED) process.off(signal, pass);
    raw?.setRawMode(false);
  };
}

/** conmon's socket keeps packet boundaries, which Node does not speak; what it sends back is in the log already. Apart from our process group: keys that mean signals are ours. */
function startInput(id: string): Result<ChildProcess> {
  const socket = join(SOCKETS, id, 'attach');
  const patience = 'retry=600,interval=0.1';
  return startTool(
    'socat',
    ['-t', '86400', 'STDIN!!OPEN:/dev/null', `UNIX-CONNECT:${socket},type=5,${patience}`],
    {
      stdio: ['inherit', 'ignore', 'ignore'],
      detached: true,
    },
  );
}

/** Writes what the log says as the program wrote it; a terminal has one stream. */
async function copyOutput(
  id: string,
  ended: Promise<unknown>,
  tty: boolean,
  fromEnd: boolean,
  { stdout, stderr }: Streams,
): Promise<void> {
  const withhold = makeWithholder();
  for await (const records of followRecords(id, { ended, tail: fromEnd ? 0 : undefined })) {
    const chunks: Buffer[] = [];
    let to = stdout;
    for (const record of withhold(records)) {
      const wanted = record.stream === 'stdout' || tty ? stdout : stderr;
      if (wanted !== to) await write(to, chunks.splice(0));
      to = wanted;
      chunks.push(written(record));
    }
    await write(to, chunks);
  }
}

/**
 * At the end conmon ends an unended line with an empty entry: a newline that the program did not write. Such an
 * entry is held back until more comes of its stream; at the end it never does.
 */
function makeWithholder(): (records: readonly LogRecord[]) => LogRecord[] {
  const held = new Map<LogRecord['stream'], LogRecord>();
  const unended = new Set<LogRecord['stream']>();
  return (records) =>
    records.flatMap((record) => {
      const { stream, full, bytes } = record;
      const before = held.get(stream);
      held.delete(stream);
      const isEnd = full && bytes.length === 0 && unended.has(stream);
      if (full) unended.delete(stream);
      else unended.add(stream);
      if (isEnd) held.set(stream, record);
      return [...(before ? [before] : []), ...(isEnd ? [] : [record])];
    });
}

/** Resolves when the bytes have left this process: it may end right after. */
function write(to: NodeJS.WriteStream, chunks: readonly Buffer[]): Promise<void> {
  if (chunks.length === 0) return Promise.resolve();
  return new Promise((resolve) => {
    to.write(Buffer.concat(chunks), () => resolve());
  });
}
