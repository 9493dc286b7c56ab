// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { endOf, endWithin, startProgram } from './child-process.ts';

let stray: number | undefined;

afterEach(() => {
  if (stray !== undefined) process.kill(stray, 'SIGKILL');
  stray = undefined;
});

/** A shell that says one line; the line. */
async function saying(script: string) {
  const child = startProgram(['/bin/sh', '-c', script], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = endOf(child);
  const [line] = await once(child.stdout ?? child, 'data');
  return { child, ended, line: String(line).trim() };
}

it('one that ends at EOF is not killed', async () => {
  const { child, ended } = await saying('echo up; read line; exit 3');
  child.stdin?.end();
  await endWithin(child, ended, 10_000);
  expect(await ended).toMatchObject({ exit: 3, signal: undefined });
});

it('one that goes on is killed', async () => {
  const { child, ended } = await saying('echo up; exec sleep 1000');
  await endWithin(child, ended, 1);
  expect(await ended).toMatchObject({ exit: undefined, signal: 'SIGKILL' });
});

it('a pipe that a grandchild keeps open is not waited for', async () => {
  const { child, ended, line } = await saying('sleep 1000 & echo $!; wait');
  stray = Number(line);
  let closed = false;
  void ended.then(() => {
    closed = true;
  });
  await endWithin(child, ended, 1, 1);
  expect(child.signalCode).toBe('SIGKILL');
  expect(closed).toBe(false);
  expect(child.stdout?.destroyed).toBe(true);
});
