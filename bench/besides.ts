// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import type { Observation } from '../model/observation.ts';
import { makePlan } from '../model/planner.ts';
import { nextId, WANTED } from './contestant.ts';
import { succeed } from './program.ts';
import { quiet } from './rounds.ts';
import { containerRun, type Helper, networkCreation } from './serve.ts';
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

/** A run on a network whose LAN is asked first: at once after the network was made, and after a moment in which the helper has asked ahead. */
export async function asking(helper: Helper, repetitions: number): Promise<Besides> {
  const atOnce: number[] = [];
  const later: number[] = [];
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    await helper.ask('apply', { change: networkCreation(nextId(), true) });
    const first = nextId();
    atOnce.push(await timed(() => helper.ask('apply', { change: containerRun(first) })));
    await remove(helper, first);
    await pause(ASKED_AHEAD);
    const second = nextId();
    later.push(await timed(() => helper.ask('apply', { change: containerRun(second) })));
    await remove(helper, second);
    await helper.ask('apply', { change: { ask: 'network-remove', network: WANTED.network } });
    await quiet();
  }
  return {
    'run, the LAN asked first, a new network': spread(atOnce.slice(1)),
    'run, the LAN asked first, asked ahead': spread(later.slice(1)),
  };
}

/** Milliseconds: longer than the answers are waited for. */
const ASKED_AHEAD = 300;

const remove = (helper: Helper, container: string): Promise<unknown> =>
  helper.ask('apply', { change: { ask: 'container-remove', container, force: true } });

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
