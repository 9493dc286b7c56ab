// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { TAKEN_BY_REBOOT } from '../../helper/testing/reboot.ts';
import type { Bench } from './bench.ts';
import type { LinkChange, LinkDiff, RestartStep } from './case.ts';
import { checkLinks } from './link-check.ts';
import { type Play, say } from './play.ts';

/** Seconds between TERM and KILL when a daemon or a machine goes down. */
const GRACE = 10;

/** There is no daemon to restart: its end is the machine's end for the containers, and its start is `lanyard restore`. */
export async function playRestart(play: Play, step: RestartStep): Promise<void> {
  const { bench, names } = play;
  await goDown(bench, step.signal === 'KILL' ? 0 : GRACE);
  if (step.between) await bench.run('host', ['sh', '-c', names.fill(step.between)]);
  rmSync(bench.down, { force: true });
  const ran = await bench.lanyard(['restore']);
  if (ran.exit !== step.exit) say(play, step.n, `restore: exit ${ran.exit} ${ran.stderr}`);
  const { while_down: down, after_start: start } = step;
  play.last = await checkLinks(play, step.n, down && start && inOne(down, start));
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

/** Two diffs after each other as one: what went and came back is no difference. */
function inOne(first: LinkDiff, then: LinkDiff): LinkDiff {
  const came = new Set(then.links_added.map(({ ifname }) => ifname));
  const wasThere = new Set(first.links_removed);
  const went = new Set(then.links_removed);
  const wasNot = new Set(first.links_added.map(({ ifname }) => ifname));
  return {
    links_added: [
      ...first.links_added.filter(({ ifname }) => !went.has(ifname)),
      ...then.links_added.filter(({ ifname }) => !wasThere.has(ifname)),
    ],
    links_removed: [
      ...first.links_removed.filter((ifname) => !came.has(ifname)),
      ...then.links_removed.filter((ifname) => !wasNot.has(ifname)),
    ],
    links_changed: changesInOne([...first.links_changed, ...then.links_changed]),
  };
}

function changesInOne(changes: readonly LinkChange[]): LinkChange[] {
  const merged = new Map<string, LinkChange>();
  for (const change of changes) {
    const key = `${change.ifname} ${change.field}`;
    const earlier = merged.get(key);
    merged.set(key, earlier === undefined ? change : { ...earlier, to: change.to });
  }
  return [...merged.values()].filter(({ from, to }) => from !== to);
}
