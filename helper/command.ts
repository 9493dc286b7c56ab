// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { fault } from '../model/fault.ts';
import { failed, ok, type Result } from '../model/result.ts';

/** Searched in this order, whatever PATH says: a root process must not run what a user put there. */
const FOLDERS = ['/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/local/sbin', '/usr/local/bin'];

/** Tools that Lanyard may start, and the Debian package that brings each. */
export const TOOLS = {
  ip: 'iproute2',
  bridge: 'iproute2',
  tc: 'iproute2',
  sysctl: 'procps',
  mount: 'mount',
  umount: 'mount',
  nsenter: 'util-linux',
  unshare: 'util-linux',
  flock: 'util-linux',
  script: 'bsdutils',
  stty: 'coreutils',
  tail: 'coreutils',
  cat: 'coreutils',
  sleep: 'coreutils',
  cp: 'coreutils',
  tar: 'tar',
  crun: 'crun',
  runc: 'runc',
  conmon: 'conmon',
  socat: 'socat',
  ping: 'iputils-ping',
  fping: 'fping',
  arping: 'iputils-arping',
  'arp-scan': 'arp-scan',
  ndisc6: 'ndisc6',
  rdisc6: 'ndisc6',
  tcpdump: 'tcpdump',
  busybox: 'busybox-static',
  dnsmasq: 'dnsmasq-base',
  modprobe: 'kmod',
  skopeo: 'skopeo',
  umoci: 'umoci',
} as const;
export type Tool = keyof typeof TOOLS;

const found = new Map<Tool, string>();

/** Absolute path of a tool, or undefined when the machine has none. Looked up once, and again while missing. */
export function toolPath(tool: Tool): string | undefined {
  const known = found.get(tool);
  if (known !== undefined) return known;
  const path = FOLDERS.map((folder) => `${folder}/${tool}`).find(isExecutable);
  if (path !== undefined) found.set(tool, path);
  return path;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface CommandOptions {
  /** Written to standard input, which is then closed. Default: empty. */
  input?: string | Buffer;
  /** Seconds until SIGKILL; default 10. */
  seconds?: number;
  /** Bytes of standard output or error until SIGKILL; default 16 MiB. */
  limit?: number;
  /** The whole environment; default: PATH and LANG=C only. */
  env?: Record<string, string>;
  cwd?: string;
}

export interface Finished {
  /** Exit status; 128 + signal number when a signal ended it. */
  exit: number;
  stdout: string;
  stderr: string;
}

/** What a tool gets to know of its surroundings when nothing else is said. */
export const BARE_ENV = { PATH: FOLDERS.join(':'), LANG: 'C' };

/** Starts a tool and leaves it running: for monitors, probes and sessions. No shell, no inherited environment. */
export function startTool(
  tool: Tool,
  argv: readonly string[],
  options: SpawnOptions = {},
): Result<ChildProcess> {
  const path = toolPath(tool);
  if (path === undefined) return failed(fault('tool-missing', { tool, package: TOOLS[tool] }));
  return ok(spawn(path, [...argv], { env: BARE_ENV, ...options, shell: false }));
}

/** Runs a tool to its end, whatever its exit status; faults: tool-missing, command-timeout, command-flood, command-failed (could not start). */
export function runTool(
  tool: Tool,
  argv: readonly string[],
  options: CommandOptions = {},
): Promise<Result<Finished>> {
  const { input = '', seconds = 10, limit = 16 * 1024 * 1024, env, cwd } = options;
  const started = startTool(tool, argv, {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(env === undefined ? {} : { env }),
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (!started.ok) return Promise.resolve(started);
  const child = started.value;
  const command = [tool, ...argv].join(' ').slice(0, 500);

  return new Promise((resolve) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let size = 0;
    let stopped: Result<Finished> | undefined;
    const stop = (why: Result<Finished>) => {
      stopped ??= why;
      child.kill('SIGKILL');
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
    child.stdout?.on('data', keep(out));
    child.stderr?.on('data', keep(err));
    child.stdin?.on('error', () => {
      // The tool ended without reading: its exit status tells.
    });
    child.stdin?.end(input);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve(failed(fault('command-failed', { command, exit: -1, reason: error.message })));
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const exit = code ?? 128 + signalNumber(signal);
      resolve(
        stopped ?? ok({ exit, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
      );
    });
  });
}

/** As runTool, and a non-zero exit is the fault command-failed with the tool's last line as reason. Value: standard output. */
export async function expectTool(
  tool: Tool,
  argv: readonly string[],
  options: CommandOptions = {},
): Promise<Result<string>> {
  const run = await runTool(tool, argv, options);
  if (!run.ok) return run;
  const { exit, stdout, stderr } = run.value;
  if (exit === 0) return ok(stdout);
  const reason = stderr.trim() || stdout.trim();
  return failed(fault('command-failed', { command: [tool, ...argv].join(' ').slice(0, 500), exit, reason }));
}

const SIGNALS: Partial<Record<NodeJS.Signals, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGKILL: 9,
  SIGTERM: 15,
};

const signalNumber = (signal: NodeJS.Signals | null): number => (signal && SIGNALS[signal]) ?? 0;
