// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { TAKEN_BY_REBOOT } from '../../helper/testing/reboot.ts';
import type { Bench } from './bench.ts';
import type { RestartStep } from './case.ts';
import { checkLinks } from './link-check.ts';
import { inOne } from './link-diffs.ts';
import { type Play, say } from './play.ts';
import { diffLinks, snapshot } from './snapshot.ts';

/** Seconds between TERM and KILL when a daemon or a machine goes down. */
const GRACE = 10;

/** There is no daemon to restart: its end is the machine's end for the containers, and its start is `lanyard restore`. */
export async function playRestart(play: Play, step: RestartStep): Promise<void> {
  const { bench, names } = play;
  await goDown(bench, step.signal === 'KILL' ? 0 : GRACE);
  if (step.between) await bench.run('host', ['sh', '-c', names.fill(step.between)]);
  rmSync(bench.down, { force: true });
  const before = play.last;
  play.last = await snapshot(bench);
  const gone = diffLinks(before.links, play.last.links);
  const ran = await bench.lanyard(['restore']);
  if (ran.exit !== step.exit) say(play, step.n, `restore: exit ${ran.exit} ${ran.stderr}`);
  const { while_down: down, after_start: start } = step;
  play.last = await checkLinks(play, step.n, down && start && inOne(down, start), gone);
}

/** Ends what runs, as a machine that goes down does: their monitors tell nobody. */
async function goDown(bench: Bench, grace: number): Promise<void> {
  writeFileSync(bench.down, '');
  const ids = runsOf(bench).filter(({ ended }) => !existsSync(ended));
  const pids = ids.map(({ pid }) => readFileSync(pid, 'utf8').trim());
  const deadline = performance.now() + grace * 1000;
  const left = () => ids.some(({ ended }) => !existsSync(ended));
  if (grace > 0 && pids.length > 0) await bench.run('host', ['kill', '-TERM', ...pids]);
  while (left() && performance.now() < deadline) await after(50);
  if (left()) await bench.run('host', ['kill', '-KILL', ...pids]);
  while (left()) await after(50);
  await bench.run('host', ['sh', '-c', TAKEN_BY_REBOOT]);
}

/** The runs that began: where each one's pid stands, and where its exit code will. */
function runsOf(bench: Bench): { pid: string; ended: string }[] {
  const folder = join(bench.state, 'run');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((id) => ({ pid: join(folder, id, 'pid'), ended: join(folder, id, 'exits', id) }))
    .filter(({ pid }) => existsSync(pid));
}
