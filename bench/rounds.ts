// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Contestant, type Phase, WANTED } from './contestant.ts';
import { succeed } from './program.ts';
import { type Spread, spread, timed } from './statistics.ts';

/** Seconds that what a removed container still does behind the scenes may take. */
const QUIET_SECONDS = 20;

type Round = Partial<Record<Phase, number>>;
export type Phases = Partial<Record<Phase, Spread>>;

/**
 * Every repetition takes each contestant once through all phases, beginning with another one each time: what the
 * machine does besides hits all alike. The first round only warms up. `listen` hears of every repetition.
 */
export async function measure(
  contestants: readonly Contestant[],
  repetitions: number,
  listen: (repetition: number) => void,
): Promise<Record<string, Phases>> {
  const rounds = new Map<string, Round[]>(contestants.map(({ name }) => [name, []]));
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    listen(repetition);
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(turn + repetition) % contestants.length] as Contestant;
      const round = await once(contestant);
      if (repetition > 0) rounds.get(contestant.name)?.push(round);
    }
  }
  return Object.fromEntries([...rounds].map(([name, all]) => [name, phasesOf(all)]));
}

async function once(contestant: Contestant): Promise<Round> {
  const { createNetwork, run, sandbox, remove, removeNetwork } = contestant;
  const round: Round = {};
  if (createNetwork !== undefined) round['network create'] = await timed(createNetwork);
  round.run = await timed(run);
  const reply = await timedReply(await sandbox());
  round['first reply'] = reply;
  round['run + first reply'] = round.run + reply;
  round['remove (rm -f)'] = await timed(remove);
  if (removeNetwork !== undefined) round['network rm'] = await timed(removeNetwork);
  await quiet();
  return round;
}

/** One `ping` in the sandbox, its start included; an echo that is lost costs its second. */
async function timedReply(sandbox: string): Promise<number> {
  const ping = ['/usr/bin/ping', '-n', '-c1', '-W1', WANTED.gateway];
  return timed(async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await succeed(['/usr/bin/nsenter', `--net=${sandbox}`, ...ping]);
      } catch (error) {
        if (attempt === 3) throw error;
      }
    }
  });
}

const AT_WORK = /conmon|\breap\b|containerd-shim/;

/** Until no monitor is at work any more: not timed, and the next one's time is its own. */
export async function quiet(): Promise<void> {
  const until = performance.now() + QUIET_SECONDS * 1000;
  while (readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && AT_WORK.test(commandOf(pid)))) {
    if (performance.now() > until) throw new Error('a monitor does not end');
    await pause(5);
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function phasesOf(rounds: readonly Round[]): Phases {
  const names = Object.keys(rounds[0] ?? {}) as Phase[];
  return Object.fromEntries(
    names.map((name) => [name, spread(rounds.map((round) => round[name] ?? Number.NaN))]),
  );
}
