// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labDown } from '../../helper/lab/down.ts';
import { labEnter } from '../../helper/lab/enter.ts';
import { labPath, pinPath } from '../../helper/lab/place.ts';
import { readLab } from '../../helper/lab/record.ts';
import { labUp } from '../../helper/lab/up.ts';
import type { Result } from '../../model/result.ts';

export interface Ran {
  exit: number;
  stdout: string;
  stderr: string;
}

/** A lab with a program that answers to `lanyard` and to `docker` in its host. */
export interface Bench {
  name: string;
  /** The lab's host has these files here, as seen from outside. */
  state: string;
  netns: string;
  mounts: string;
  /** What `ip -batch` is asked for when the host is looked at, as seen from inside: one process, where each costs 80 ms in a guest. Both families. */
  look: string;
  /** While this file is there the monitors' call-backs do nothing, as on a machine that goes down. */
  down: string;
  lanyard: (argv: readonly string[]) => Promise<Ran>;
  /** A command in a place of the lab, or in `container:NAME`. */
  run: (place: string, argv: readonly string[], seconds?: number) => Promise<Ran>;
  start: (place: string, argv: readonly string[]) => Promise<ChildProcess>;
  close: () => Promise<void>;
}

function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

const CALL_BACK = `#!/bin/sh
[ -e "\${LANYARD_STATE%/*}/down" ] || exec "\${0%/*}/lanyard" "$@"
`;

/** A copy, so that a build meanwhile changes nothing. Value: its folder, with `remove`. */
export function copyProgram(from: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-golden-'));
  copyFileSync(from, join(folder, 'lanyard'));
  chmodSync(join(folder, 'lanyard'), 0o755);
  symlinkSync('lanyard', join(folder, 'docker'));
  writeFileSync(join(folder, 'call-back'), CALL_BACK, { mode: 0o755 });
  writeFileSync(join(folder, 'look'), 'address show\nroute show table all\n');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The recorded host: /run/netns once used (iproute2 mounts it then), and no default route. */
const AS_RECORDED = 'ip netns add once && ip netns del once; ip route del default';

let made = 0;

export async function openBench(program: string): Promise<Bench> {
  made += 1;
  const name = `golden-${process.pid}-${made}`;
  got(await labUp(name));
  const record = readLab(name);
  if (record === undefined) throw new Error(`lab ${name} is gone`);
  const own = labPath(record, '/run/lanyard-lab/host');
  const state = join(own, 'lanyard-state');
  // `ip -n router` in the host, as on the recorded lab.
  mkdirSync(join(own, 'netns'), { recursive: true });

  const start: Bench['start'] = async (place, argv) => {
    const { argv: into, env } = got(await labEnter(name, place));
    return spawn('nsenter', [...into, ...argv], {
      env: {
        ...env,
        PATH: `${program}:/usr/sbin:/usr/bin:/sbin:/bin`,
        LANYARD_PROGRAM: join(program, 'call-back'),
        LANYARD_FAULTS: 'json',
        // Docker asks nobody on the LAN before it gives out an address.
        LANYARD_PROBE: 'off',
        LANG: 'C',
        LC_ALL: 'C',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  };
  const run: Bench['run'] = async (place, argv, seconds = 90) => ended(await start(place, argv), seconds);
  await run('host', ['sh', '-c', AS_RECORDED]);
  return {
    name,
    state,
    netns: join(own, 'netns'),
    look: join(program, 'look'),
    down: join(own, 'down'),
    mounts: join(pinPath(record, 'host'), 'mountinfo'),
    run,
    start,
    lanyard: (argv) => run('host', [process.execPath, join(program, 'lanyard'), ...argv]),
    close: async () => {
      got(await labDown(name));
    },
  };
}

function ended(child: ChildProcess, seconds: number): Promise<Ran> {
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout?.on('data', (chunk) => out.push(chunk));
  child.stderr?.on('data', (chunk) => err.push(chunk));
  const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({
        exit: code ?? -1,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      });
    });
  });
}

/** `ip -n router` and the like in the host's commands: the other places' namespaces under their names. */
export async function nameRouter(bench: Bench): Promise<void> {
  const pin = (await bench.run('router', ['cat', '/run/pin'])).stdout.trim();
  symlinkSync(`/proc/${pin}/ns/net`, join(bench.netns, 'router'));
}
