// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { quiet } from './rounds.ts';
import { makeServed, startHelper } from './serve.ts';
import { spread } from './statistics.ts';
import type { Traced } from './trace.ts';

const TRACE = '/run/bench-trace';
const now = (): number => performance.timeOrigin + performance.now();

/** Lines of where a run's time goes, and a removal's: medians of `[begins at, takes]`, milliseconds, in order. */
export async function profile(program: string, trace: string, repetitions: number): Promise<string[]> {
  process.env.LANYARD_BENCH_TRACE = TRACE;
  const helper = startHelper(program, ['--require', trace]);
  const served = makeServed(helper);
  const runs: Window[] = [];
  const removals: Window[] = [];
  try {
    await served.createNetwork?.();
    for (let repetition = 0; repetition <= repetitions; repetition++) {
      const run = await windowOf(served.run);
      const removal = await windowOf(served.remove);
      await quiet();
      if (repetition === 0) continue;
      runs.push(run);
      removals.push(removal);
    }
    await served.removeNetwork?.();
  } finally {
    await helper.close();
  }
  const traced = readFileSync(TRACE, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Traced);
  return [...lines('run', runs, traced), ...lines('remove', removals, traced)];
}

interface Window {
  from: number;
  to: number;
}

async function windowOf(work: () => Promise<unknown>): Promise<Window> {
  const from = now();
  await work();
  return { from, to: now() };
}

function lines(title: string, windows: readonly Window[], traced: readonly Traced[]): string[] {
  const rows = new Map<string, { at: number[]; takes: number[] }>();
  const row = (what: string, at: number, takes: number): void => {
    const kept = rows.get(what) ?? { at: [], takes: [] };
    rows.set(what, { at: [...kept.at, at], takes: [...kept.takes, takes] });
  };
  for (const window of windows) {
    const inside = traced.filter(({ from, to }) => from >= window.from && to <= window.to);
    const seen = new Map<string, number>();
    let files = 0;
    for (const { from, to, what } of inside) {
      if (what.startsWith('file ')) files += to - from;
      if (what.startsWith('file ') && to - from < 0.15) continue;
      const nth = (seen.get(what) ?? 0) + 1;
      seen.set(what, nth);
      row(`${what} #${nth}`, from - window.from, to - from);
    }
    row('all file requests', 0, files);
    row('neither process nor file: own code', 0, idle(window, inside));
    row(`${title}: whole`, 0, window.to - window.from);
  }
  return [...rows]
    .filter(([, { at }]) => at.length > windows.length / 2)
    .map(([what, { at, takes }]) => ({ what, at: spread(at).median, takes: spread(takes).median }))
    .sort((a, b) => a.at - b.at)
    .map(({ what, at, takes }) => `${at.toFixed(1).padStart(7)} ${takes.toFixed(2).padStart(8)}  ${what}`);
}

/** What of a window no process and no file request covers; the lock's holder covers all and does not count. */
function idle({ from, to }: Window, inside: readonly Traced[]): number {
  let covered = from;
  let idleFor = 0;
  for (const one of inside.filter(({ what }) => !what.startsWith('flock')).sort((a, b) => a.from - b.from)) {
    idleFor += Math.max(0, one.from - covered);
    covered = Math.max(covered, one.to);
  }
  return idleFor + Math.max(0, to - covered);
}
