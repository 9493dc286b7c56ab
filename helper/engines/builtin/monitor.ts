// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { fault } from '../../../model/fault.ts';
import { failed, ok, type Result } from '../../../model/result.ts';
import { startTool, toolPath } from '../../command.ts';
import { containerPaths } from '../../state/paths.ts';
import { RUNTIME_ROOT } from './container-state.ts';
import type { Runtime } from './runtime-choice.ts';

/** conmon links each container's sockets in here: the whole path must stay under 108 bytes (unix(7)). */
export const SOCKETS = '/run/lanyard/s';

export interface Monitored {
  id: string;
  runtime: Runtime;
  tty: boolean;
  interactive: boolean;
}

/** How conmon calls Lanyard back: argv of `lanyard reap ID`. */
export function reapCommand(id: string): string[] {
  const named = process.env.LANYARD_PROGRAM;
  if (named) return [resolve(named), 'reap', id];
  const script = process.argv[1];
  const own = script === undefined || resolve(script) === process.execPath ? [] : [resolve(script)];
  return [process.execPath, ...own, 'reap', id];
}

function monitorArguments({ id, runtime, tty, interactive }: Monitored): string[] {
  const paths = containerPaths(id);
  const [program = process.execPath, ...rest] = reapCommand(id);
  return [
    ...['--api-version', '1', '--cid', id, '--cuuid', id],
    ...['--runtime', toolPath(runtime) ?? runtime, `--runtime-arg=--root=${RUNTIME_ROOT}`],
    ...['--bundle', paths.bundle, '--container-pidfile', paths.pid, '--conmon-pidfile', paths.monitorPid],
    ...['--exit-dir', paths.exits, '--socket-dir-path', SOCKETS],
    ...['--log-path', `k8s-file:${paths.log}`, '--no-sync-log'],
    ...['--exit-command', program, ...rest.map((word) => `--exit-command-arg=${word}`)],
    ...(tty ? ['--terminal'] : []),
    ...(interactive ? ['--stdin'] : []),
    // A terminal outlives who looks at it; a plain input ends with who wrote it (Docker's StdinOnce).
    ...(interactive && tty ? ['--leave-stdin-open'] : []),
  ];
}

/** What the monitor and its call-back may know of our environment. */
function monitorEnv(): Record<string, string> {
  const kept = ['LANYARD_STATE', 'LANYARD_LAB', 'LANYARD_PROGRAM'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const path = ['/usr/sbin', '/usr/bin', '/sbin', '/bin', dirname(process.execPath)].join(':');
  return { PATH: path, LANG: 'C', ...Object.fromEntries(kept), _OCI_SYNCPIPE: '3' };
}

/** Has conmon create the container; value: the pid of its first process. Faults: tool-missing, runtime-failed with the runtime's own words. */
export async function createMonitored(wish: Monitored): Promise<Result<number>> {
  mkdirSync(SOCKETS, { recursive: true, mode: 0o700 });
  mkdirSync(RUNTIME_ROOT, { recursive: true, mode: 0o700 });
  const started = startTool('conmon', monitorArguments(wish), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: monitorEnv(),
    detached: true,
    cwd: '/',
  });
  if (!started.ok) return started;
  return verdict(started.value);
}

/** conmon reports on the sync pipe: `{"data": PID}`, or a negative number and `message` (conmon(8)). */
async function verdict(monitor: ChildProcess): Promise<Result<number>> {
  const [report, complaint] = await Promise.all([
    lineFrom(monitor.stdio[3] as Readable),
    textUntilExit(monitor),
  ]);
  const { data, message } = parsed(report);
  if (data !== undefined && data > 0) return ok(data);
  return failed(
    fault('runtime-failed', { reason: message ?? (complaint.trim() || 'conmon gave no reason') }),
  );
}

function parsed(report: string): { data?: number; message?: string } {
  try {
    return JSON.parse(report) as { data?: number; message?: string };
  } catch {
    return {};
  }
}

/** The first line, or what there was at the end. */
function lineFrom(stream: Readable): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const done = () => {
      resolve(text);
      stream.destroy();
    };
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) done();
    });
    stream.once('end', done);
    stream.once('error', done);
  });
}

/** conmon's foreground part ends as soon as the monitor itself is on its own. */
function textUntilExit(monitor: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    monitor.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    const done = () => {
      resolve(text);
      monitor.stderr?.destroy();
    };
    monitor.once('error', (error) => {
      text += error.message;
      done();
    });
    monitor.once('exit', done);
  });
}
