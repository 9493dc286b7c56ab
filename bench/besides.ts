// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import type { Observation } from '../model/observation.ts';
import { makePlan } from '../model/planner.ts';
import { nextId, WANTED } from './contestant.ts';
import { succeed } from './program.ts';
import { quiet } from './rounds.ts';
import { containerRun, type Helper, networkCreation, startHelper } from './serve.ts';
import { type Spread, spread, timed } from './statistics.ts';

const LINKS = 1000;
const WARM_UP = 5;

/** What is measured besides the contest. Keys: what a reader sees. */
export type Besides = Record<string, Spread>;

/** Start-up of the program against that of bare Node, one after the other. */
export async function startUp(program: string, repetitions: number): Promise<Besides> {
  const bare: number[] = [];
  const own: number[] = [];
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    bare.push(await timed(() => succeed([process.execPath, '-e', '0'])));
    own.push(await timed(() => succeed([process.execPath, program, 'version'])));
  }
  return { 'node -e 0': spread(bare.slice(1)), 'lanyard version': spread(own.slice(1)) };
}

export async function looking(helper: Helper, repetitions: number): Promise<Besides> {
  const all: number[] = [];
  for (let repetition = 0; repetition < repetitions + WARM_UP; repetition++) {
    all.push(await timed(() => helper.ask('observe', { sandboxes: false })));
  }
  return { 'observe, through serve': spread(all.slice(WARM_UP)) };
}

/** A run on a network whose LAN is asked first, by a helper that has not asked yet: at once after the network was made, and after a moment in which it has asked ahead. */
export async function asking(program: string, repetitions: number): Promise<Besides> {
  const took: Record<'atOnce' | 'ahead', number[]> = { atOnce: [], ahead: [] };
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    for (const way of ['atOnce', 'ahead'] as const) {
      const helper = startHelper(program);
      await helper.ask('apply', { change: networkCreation(nextId(), true) });
      if (way === 'ahead') await pause(ASKED_AHEAD);
      const id = nextId();
      const ms = await timed(() => helper.ask('apply', { change: containerRun(id) }));
      if (repetition > 0) took[way].push(ms);
      await helper.ask('apply', { change: { ask: 'container-remove', container: id, force: true } });
      await helper.ask('apply', { change: { ask: 'network-remove', network: WANTED.network } });
      await helper.close();
      await quiet();
    }
  }
  return {
    'run, the LAN asked first': spread(took.atOnce),
    'run, the LAN asked ahead': spread(took.ahead),
  };
}

/** Milliseconds: longer than the answers are waited for. */
const ASKED_AHEAD = 300;

/** A run's plan on a host of many links, by the pure functions alone. */
export async function planning(helper: Helper, repetitions: number): Promise<Besides> {
  await helper.ask('apply', { change: networkCreation(nextId()) });
  const seen = await helper.ask('observe', { sandboxes: false });
  await helper.ask('apply', { change: { ask: 'network-remove', network: seen.networks[0]?.spec.id ?? '' } });
  const crowded = crowd(seen);
  const all: number[] = [];
  for (let repetition = 0; repetition < repetitions + WARM_UP; repetition++) {
    all.push(
      await timed(() => {
        const { steps } = makePlan(containerRun(nextId()), crowded);
        if (steps.length === 0) throw new Error('the plan is refused');
      }),
    );
  }
  return { [`plan of a run among ${LINKS} links`]: spread(all.slice(WARM_UP)) };
}

function crowd(seen: Observation): Observation {
  const parent = seen.links.find(({ name }) => name === 'eth0');
  if (parent === undefined) throw new Error('the practice host has no eth0');
  const more = Array.from({ length: LINKS - seen.links.length }, (_, index) => ({
    ...parent,
    name: `crowd${index}`,
    ifindex: 10_000 + index,
    mac: `02:00:00:00:${hex(index >> 8)}:${hex(index & 255)}`,
    addresses: [],
  }));
  return { ...seen, links: [...seen.links, ...more] };
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
