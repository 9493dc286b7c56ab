// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { setTimeout as after } from 'node:timers/promises';
import type { CaptureStep } from './case.ts';
import { type Play, same } from './play.ts';

/** What a starting container says of itself on the wire. Duplicate detection and router solicitations are the kernel's own. */
const KINDS = {
  'gratuitous ARP': /Request who-has (\S+) tell \1,/,
  'unsolicited neighbour advertisement': /> ff02::1: ICMP6, neighbor advertisement/,
};

export interface Capture {
  child: ChildProcess;
  lines: string[];
}

/** Starts before the step whose traffic is wanted, and returns once tcpdump listens. */
export async function startCapture(play: Play, { netns, dev, filter }: CaptureStep): Promise<Capture> {
  const child = await play.bench.start(netns, ['tcpdump', '-l', '-n', '-e', '-t', '-i', dev, filter]);
  const lines: string[] = [];
  child.stdout?.on('data', (chunk) => lines.push(...String(chunk).split('\n')));
  await new Promise<void>((resolve) => {
    child.stderr?.on('data', (chunk) => {
      if (String(chunk).includes('listening')) resolve();
    });
    child.once('exit', () => resolve());
  });
  return { child, lines };
}

/** That it is said, not how often: Docker says it three times, the kernel once. */
const heard = (lines: readonly string[]) =>
  Object.fromEntries(
    Object.entries(KINDS).map(([kind, pattern]) => [kind, lines.some((line) => pattern.test(line))]),
  );

/** Seconds after which a further announcement would have come. */
const PATIENCE = 4;

export async function endCapture(play: Play, step: CaptureStep, { child, lines }: Capture): Promise<void> {
  const deadline = performance.now() + PATIENCE * 1000;
  const wanted = heard(step.lines);
  const enough = () => Object.entries(wanted).every(([kind, is]) => !is || heard(lines)[kind] === true);
  while (!enough() && performance.now() < deadline) await after(50);
  child.kill('SIGTERM');
  same(play, step.n, 'announced', wanted, heard(lines));
}
