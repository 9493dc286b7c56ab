// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { treeOf, untilGone } from '../../main/testing/processes.ts';
import { whyNoGuestOnTap } from './tap.mjs';

/** Boots a guest that sends back what it gets on port 7000, and prints how it is known. */
const BOOT = `
  import { bootOnTap } from ${JSON.stringify(join(import.meta.dirname, 'tap.mjs'))};
  const echo = 'ip address add $LANYARD_ADDRESS dev vec0; ip link set vec0 up; exec socat TCP-LISTEN:7000,fork EXEC:cat';
  const { pid, folder, pipeTo } = bootOnTap(['/bin/sh', '-c', echo], { seconds: 60 });
  console.log(JSON.stringify({ pid, folder, pipe: pipeTo(7000) }));
`;

interface Booted {
  pid: number;
  folder: string;
  pipe: string[];
}

async function boot(): Promise<Booted & { kill: () => void }> {
  const booter = spawn(process.execPath, ['--input-type=module', '--eval', BOOT], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const booted: Booted = await new Promise((resolve, reject) => {
    booter.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString())));
    booter.once('exit', () => reject(new Error('nothing was booted')));
  });
  return { ...booted, kill: () => void booter.kill('SIGKILL') };
}

const namespaceOf = (pid: number | 'self'): string => readlinkSync(`/proc/${pid}/ns/net`);

it('a guest on a tap is reached by a pipe, from nowhere else, and ends with who booted it, however that ends', async (context) => {
  const why = whyNoGuestOnTap();
  if (why !== undefined) context.skip(why);
  const { pid, folder, pipe, kill } = await boot();
  try {
    await expect.poll(() => namespaceOf(pid)).not.toBe(namespaceOf('self'));
    const [program = '', ...argv] = pipe;
    const way = spawn(program, argv, { stdio: ['pipe', 'pipe', 'inherit'] });
    way.stdin.end('there and back\n');
    expect(await text(way.stdout)).toBe('there and back\n');
    expect(readFileSync('/proc/self/net/dev', 'utf8')).not.toContain('tap0');
    const all = treeOf(pid);
    expect(all.length).toBeGreaterThan(2);
    kill();
    await untilGone(all, 10_000);
  } finally {
    kill();
    if (existsSync(folder)) rmSync(folder, { recursive: true });
  }
});
