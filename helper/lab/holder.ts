// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fault } from '../../model/fault.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { startTool, toolPath } from '../command.ts';
import { childOf, type Living, living } from './living.ts';

/** Folder of the lab's own things, on its own /run. */
export const LAB_FOLDER = '/run/lanyard-lab';

/**
 * Process 1 of a lab. Until it is told to stay it ends at the end of its input, so that a lab whose maker is killed
 * half-way is gone at once. After that it waits, and reaps what its lab's processes leave.
 */
const INIT = `
set -e
"$1" -t tmpfs -o mode=755 lanyard-lab /run
mkdir -p /run/netns ${LAB_FOLDER}
echo ready
read -r word
[ "$word" = stay ]
echo staying
exec </dev/null >/dev/null 2>&1
while :; do "$2" infinity & wait $!; done
`;

const NAMESPACES = ['--fork', '--kill-child', '--mount', '--pid', '--net', '--ipc', '--uts', '--mount-proc'];

export interface Holder {
  keeper: Living;
  init: Living;
  /** From now on the lab outlives this process. False: it has ended already. */
  stay(): Promise<boolean>;
}

/** Starts the processes whose namespaces are the lab. They end with this process unless told to stay. */
export async function startHolder(): Promise<Result<Holder>> {
  const [busybox, mount, sleep] = [toolPath('busybox'), toolPath('mount'), toolPath('sleep')];
  if (busybox === undefined)
    return failed(fault('tool-missing', { tool: 'busybox', package: 'busybox-static' }));
  const argv = [...NAMESPACES, busybox, 'sh', '-c', INIT, 'lab', mount ?? 'mount', sleep ?? 'sleep'];
  const started = startTool('unshare', argv, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  if (!started.ok) return started;
  const child = started.value;
  const said = sayings(child);
  const complaints: string[] = [];
  child.stderr?.on('data', (chunk) => complaints.push(String(chunk)));
  child.stdin?.on('error', () => {
    // It ended: said() tells.
  });

  const word = await said();
  const keeper = living(child.pid ?? -1);
  const init = keeper && childOf(keeper.pid);
  if (word !== 'ready' || keeper === undefined || init === undefined) {
    child.kill('SIGKILL');
    return failed(
      fault('command-failed', {
        command: 'unshare',
        exit: child.exitCode ?? -1,
        reason: complaints.join('').trim(),
      }),
    );
  }
  const stay = async () => {
    child.stdin?.end('stay\n');
    const staying = (await said()) === 'staying';
    release(child);
    return staying;
  };
  return ok({ keeper, init, stay });
}

/** The child's lines one by one; undefined after the last. */
function sayings(child: ChildProcess): () => Promise<string | undefined> {
  if (child.stdout === null) return async () => undefined;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<undefined>((resolve) => child.once('error', () => resolve(undefined)));
  const next = async () => (await lines.next()).value as string | undefined;
  return () => Promise.race([next(), ended]);
}

/** Lets this process end while the child lives on. */
function release(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.unref();
}
