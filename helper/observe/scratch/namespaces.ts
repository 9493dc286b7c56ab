// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process';

let count = 0;

/** Network namespaces for one test, all taken away by `remove`; names begin with `lys-` and the test's pid. */
export interface Scratch {
  /** Makes a namespace with its loopback up; its name. */
  add: () => string;
  /** Runs `ip` lines inside a namespace; throws when one fails. */
  ip: (namespace: string, ...lines: string[]) => void;
  /** Runs a command inside a namespace; its output. */
  run: (namespace: string, ...argv: string[]) => string;
  /** Pids of the processes that live in it. */
  pids: (namespace: string) => number[];
  remove: () => void;
}

export function scratch(): Scratch {
  const made: string[] = [];
  const ip = (namespace: string, ...lines: string[]) => {
    execFileSync('ip', ['-n', namespace, '-batch', '-'], { input: `${lines.join('\n')}\n`, stdio: 'pipe' });
  };
  const pids = (namespace: string) =>
    spawnSync('ip', ['netns', 'pids', namespace], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter(Boolean)
      .map(Number);
  return {
    add: () => {
      count += 1;
      const name = `lys-${process.pid}-${count}`;
      execFileSync('ip', ['netns', 'add', name], { stdio: 'pipe' });
      made.push(name);
      ip(name, 'link set lo up');
      return name;
    },
    ip,
    run: (namespace, ...argv) =>
      execFileSync('nsenter', [`--net=/run/netns/${namespace}`, ...argv], {
        encoding: 'utf8',
        stdio: 'pipe',
      }),
    pids,
    remove: () => {
      for (const name of made) {
        for (const pid of pids(name)) process.kill(pid, 'SIGKILL');
        spawnSync('ip', ['netns', 'del', name]);
      }
    },
  };
}
