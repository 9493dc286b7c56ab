// SPDX-License-Identifier: Apache-2.0
import { expectTool } from '../../command.ts';
import { netnsPath } from '../../state/paths.ts';

let count = 0;

/** Network namespaces for one test, all taken away by `remove`; names begin with `lys-` and the test's pid. */
export interface Scratch {
  /** Makes a namespace with its loopback up; its name. */
  add: () => Promise<string>;
  /** Runs `ip` lines inside a namespace; throws when one fails. */
  ip: (namespace: string, ...lines: string[]) => Promise<void>;
  /** Runs a command inside a namespace; its output. */
  run: (namespace: string, ...argv: string[]) => Promise<string>;
  /** Pids of the processes that live in it. */
  pids: (namespace: string) => Promise<number[]>;
  remove: () => Promise<void>;
}

export function scratch(): Scratch {
  const made: string[] = [];
  return {
    add: async () => {
      count += 1;
      const name = `lys-${process.pid}-${count}`;
      await must('ip', ['netns', 'add', name]);
      made.push(name);
      await ip(name, 'link set lo up');
      return name;
    },
    ip,
    run: (namespace, ...argv) => must('nsenter', [`--net=${netnsPath(namespace)}`, ...argv]),
    pids,
    remove: async () => {
      for (const name of made) {
        for (const pid of await pids(name)) process.kill(pid, 'SIGKILL');
        await must('ip', ['netns', 'del', name]);
      }
    },
  };
}

async function must(tool: 'ip' | 'nsenter', argv: readonly string[], input = ''): Promise<string> {
  const run = await expectTool(tool, argv, { input });
  if (!run.ok) throw new Error(JSON.stringify(run.fault));
  return run.value;
}

async function ip(namespace: string, ...lines: string[]): Promise<void> {
  await must('ip', ['-n', namespace, '-batch', '-'], `${lines.join('\n')}\n`);
}

const pids = async (namespace: string): Promise<number[]> =>
  (await must('ip', ['netns', 'pids', namespace])).split('\n').filter(Boolean).map(Number);
