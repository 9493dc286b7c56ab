// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { labDown } from '../helper/lab/down.ts';
import { labEnter } from '../helper/lab/enter.ts';
import { labUp } from '../helper/lab/up.ts';
import type { Result } from '../model/result.ts';
import { appFigures } from './app.ts';
import type { Besides } from './besides.ts';
import type { Order } from './inside.ts';
import { type Figures, ratiosOf, reportText } from './report.ts';

/** build/bench.mjs starts this in the repository's root. */
const ROOT = process.cwd();
const OUT = dirname(process.argv[1] ?? '');
const LAB = `bench-${process.pid}`;

const { values } = parseArgs({
  options: {
    repetitions: { type: 'string', default: '12' },
    /** Without Docker. */
    'no-docker': { type: 'boolean', default: false },
    /** Instead of the contest: where the time of a run through `serve` goes. */
    profile: { type: 'boolean', default: false },
  },
});

function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

/** In a practice host of the bench's own, which is taken away whatever comes; everything started in there goes with it. */
async function inPracticeHost(order: Order): Promise<string> {
  const stopped = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => reject(new Error(`stopped by ${signal}`)));
  });
  // It may come while nobody waits for it yet.
  stopped.catch(() => {});
  got(await labUp(LAB));
  try {
    return await Promise.race([inHost(order), stopped]);
  } finally {
    got(await labDown(LAB));
  }
}

/** The built app on a lab of its own, from outside: its window is not in the lab. */
async function inApp(): Promise<Besides> {
  const lab = `${LAB}-app`;
  got(await labUp(lab));
  try {
    return await appFigures(ROOT, lab);
  } finally {
    got(await labDown(lab));
  }
}

async function inHost(order: Order): Promise<string> {
  const { tool, argv, env } = got(await labEnter(LAB, 'host'));
  const own = [process.execPath, join(OUT, 'inside.cjs'), JSON.stringify(order)];
  const inside = spawn(`/usr/bin/${tool}`, [...argv, ...own], { stdio: ['ignore', 'pipe', 'inherit'], env });
  let text = '';
  inside.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const [code, signal] = await once(inside, 'close');
  if (code === 0) return text;
  throw new Error(`the bench ended early: ${signal ?? `exit ${code}`}`);
}

function keep(figures: Figures): string {
  const at = new Date().toISOString();
  const path = join(ROOT, 'bench/results', `${at.replaceAll(':', '').slice(0, 17)}.json`);
  mkdirSync(dirname(path), { recursive: true });
  const command = ['npm run bench', ...process.argv.slice(2)].join(' ');
  writeFileSync(path, `${JSON.stringify({ at, command, ...figures, ratios: ratiosOf(figures) }, null, 2)}\n`);
  return path;
}

async function main(): Promise<void> {
  const text = await inPracticeHost({
    program: join(OUT, 'lanyard'),
    repetitions: Number(values.repetitions),
    docker: !values['no-docker'],
    ...(values.profile ? { trace: join(OUT, 'trace.cjs') } : {}),
  });
  if (values.profile) {
    console.log(JSON.parse(text));
    return;
  }
  const figures = JSON.parse(text) as Figures;
  Object.assign(figures.besides, await inApp());
  console.log(`\n${reportText(figures)}\n`);
  console.log(keep(figures));
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message);
    // At once: a lab that is not whole ends with its maker.
    process.exit(1);
  },
);
