// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fault } from '../../../model/fault.ts';
import { failed, ok, type Result } from '../../../model/result.ts';
import { startTool } from '../../command.ts';
import { containerPaths } from '../../state/paths.ts';
import { readIfThere } from '../../state/store.ts';
import { containerState, RUNTIME_ROOT } from './container-state.ts';
import { collectOutput, type ExecOutcome } from './exec-output.ts';
import { mergeEnv, type OciProgram } from './oci-spec.ts';
import { judgeProgram } from './program.ts';
import { chooseRuntime, type Runtime } from './runtime-choice.ts';
import { programComplaint } from './runtime-fault.ts';
import { findUser } from './user.ts';

export interface ExecWish {
  argv: readonly string[];
  /** `KEY=value`, added to the container's own. */
  env?: readonly string[] | undefined;
  workdir?: string | undefined;
  user?: string | undefined;
}

/** A program that is ready to be started in a container. */
export interface Prepared {
  runtime: Runtime;
  /** The runtime's arguments. */
  argv: string[];
  /** Ends what still runs of it in the container, and takes its files away. */
  clear: () => void;
  /** Its pid on the host, once it runs. */
  pid: () => number | undefined;
  /** Takes its files away only. */
  forget: () => void;
}

const FOLDER = '/run/lanyard/exec';
const OUTPUT_LIMIT = 1024 * 1024;
const SECONDS = 60;
/** What the runtime ends with when it could not start the program at all. */
const RUNTIME_FAILED = 255;

/** Writes down a program with the container's own rights, environment and user. Faults: container-not-running, user-unknown, program-not-found, program-not-executable. */
export async function prepareExec(
  id: string,
  wish: ExecWish,
  tty: boolean,
  size?: { columns: number; rows: number },
): Promise<Result<Prepared>> {
  const { status, pid } = containerState(id);
  if (status !== 'running' || pid === undefined) {
    return failed(fault('container-not-running', { container: id }));
  }
  const runtime = await chooseRuntime();
  if (!runtime.ok) return runtime;
  const program = programFor(id, pid, wish, tty);
  if (!program.ok) return program;

  const stem = join(FOLDER, randomUUID());
  const [spec, pidFile] = [`${stem}.json`, `${stem}.pid`];
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
  const console = size === undefined ? {} : { consoleSize: { height: size.rows, width: size.columns } };
  writeFileSync(spec, JSON.stringify({ ...program.value, ...console }), { mode: 0o600 });
  const argv = ['--root', RUNTIME_ROOT, 'exec', '--process', spec, '--pid-file', pidFile, id];
  const forget = () => {
    for (const path of [spec, pidFile]) rmSync(path, { force: true });
  };
  const clear = () => {
    endLeft(pidFile, pid);
    forget();
  };
  return ok({
    runtime: runtime.value,
    argv,
    clear,
    forget,
    pid: () => Number(readIfThere(pidFile)) || undefined,
  });
}

function programFor(id: string, pid: number, wish: ExecWish, tty: boolean): Result<OciProgram> {
  const config = JSON.parse(readFileSync(join(containerPaths(id).bundle, 'config.json'), 'utf8'));
  const own = config.process as OciProgram;
  const root = `/proc/${pid}/root`;
  const user = wish.user ? findUser(root, wish.user) : own.user;
  if (user === undefined) return failed(fault('user-unknown', { user: wish.user ?? '', container: id }));
  const held = user.uid === 0 ? own.capabilities.bounding : [];
  const env = mergeEnv(own.env, tty ? ['TERM=xterm'] : [], wish.env ?? []);
  const cwd = wish.workdir || own.cwd;
  const complaint = judgeProgram(root, wish.argv[0] ?? '', env, cwd);
  if (complaint !== undefined) return failed(complaint);
  const capabilities = { ...own.capabilities, effective: held, permitted: held };
  return ok({ ...own, terminal: tty, user, capabilities, args: wish.argv, env, cwd });
}

/** Killing the runtime's `exec` leaves its program running: that is ended by its own pid, if it is still the container's. */
function endLeft(pidFile: string, containerPid: number): void {
  const pid = Number(readIfThere(pidFile));
  if (!(pid > 0)) return;
  try {
    const same = ['pid', 'mnt'].every((name) => namespaceOf(pid, name) === namespaceOf(containerPid, name));
    if (same && pid !== containerPid) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended: as it should.
  }
}

const namespaceOf = (pid: number, name: string): string => readlinkSync(`/proc/${pid}/ns/${name}`);

/** Runs a program in a running container to its end. Faults: as prepareExec; command-timeout (60 s), command-flood (1 MiB). */
export async function execIn(
  id: string,
  wish: ExecWish & { input?: string | undefined },
): Promise<Result<ExecOutcome>> {
  const prepared = await prepareExec(id, wish, false);
  if (!prepared.ok) return prepared;
  const { runtime, argv, clear } = prepared.value;
  const started = startTool(runtime, argv, { stdio: 'pipe' });
  if (!started.ok) {
    clear();
    return started;
  }
  started.value.stdin?.on('error', () => {
    // It ended without reading: its exit code tells.
  });
  started.value.stdin?.end(wish.input ?? '');
  const command = wish.argv.join(' ').slice(0, 500);
  const bounds = { command, seconds: SECONDS, limit: OUTPUT_LIMIT, end: clear };
  const ran = await collectOutput(started.value, bounds);
  clear();
  if (!ran.ok) return ran;
  const { exitCode, stderr } = ran.value;
  const complaint = exitCode === RUNTIME_FAILED ? programComplaint(stderr) : undefined;
  return complaint ? failed(complaint) : ran;
}

export interface AttachedWish extends ExecWish {
  tty: boolean;
  interactive: boolean;
  /** Started and left alone: no input, no output, no terminal. */
  detach?: boolean;
}

/** As execIn, with this process's own input and outputs, and as long as it takes; value: the exit code. */
export async function execAttached(id: string, wish: AttachedWish): Promise<Result<number>> {
  const { interactive, detach = false } = wish;
  const tty = wish.tty && !detach;
  const prepared = await prepareExec(id, wish, tty);
  if (!prepared.ok) return prepared;
  const { runtime, argv, clear, forget } = prepared.value;
  // A terminal is always read: the runtime passes its keys on.
  const input = interactive || tty ? 'inherit' : 'ignore';
  const started = detach
    ? startTool(runtime, [...argv.slice(0, -1), '--detach', id], { stdio: 'ignore' })
    : startTool(runtime, argv, { stdio: [input, 'inherit', 'inherit'] });
  const exit = started.ok ? await exitOf(started.value) : RUNTIME_FAILED;
  if (detach) forget();
  else clear();
  return started.ok ? ok(exit) : started;
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(RUNTIME_FAILED));
    child.once('exit', (code) => resolve(code ?? RUNTIME_FAILED));
  });
}
