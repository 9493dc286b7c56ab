// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../../model/change.ts';
import type { Emit } from '../../model/contract.ts';
import { type Candidate, candidatesOf } from '../../model/lan/candidates.ts';
import type { Observation } from '../../model/observation.ts';
import { observe } from '../observe/observe.ts';
import { answersNow, remember } from './answers.ts';
import { probe } from './probe.ts';
import { probesHere } from './setting.ts';

/** How many addresses ahead are asked for in the first round; each further round asks for twice as many. */
const AHEAD = 4;

/** Rounds until the plan is made with what is known: 4 + 8 + 16 + 32 addresses that were all in use. */
const ROUNDS = 4;

/**
 * Asks the LAN about the addresses that a change would give, and goes on until the next one is nobody's; mostly that is
 * one round of 200 ms. The observation comes back with who answered. Nothing is asked where nothing would be given.
 */
export async function askLan(change: Change, observation: Observation): Promise<Observation> {
  if (!probesHere()) return observation;
  const asked = new Set<string>();
  const unasked = ({ parent, ip }: Candidate): boolean => !asked.has(`${parent} ${ip}`);
  let seen = observation;
  for (let round = 0; round < ROUNDS; round++) {
    if (!candidatesOf(change, seen, 1).some(unasked)) break;
    const wanted = candidatesOf(change, seen, AHEAD * 2 ** round).filter(unasked);
    const answered = await probe(wanted);
    for (const { parent, ip } of wanted) asked.add(`${parent} ${ip}`);
    remember(wanted, answered, Date.now());
    seen = { ...seen, answered: answersNow(Date.now()) };
  }
  return seen;
}

/** Lets whoever asked see what was heard, so that a plan made again with it is the one that is made here. */
export async function tellAnswers(emit: Emit | undefined): Promise<void> {
  if (emit === undefined || answersNow(Date.now()).length === 0) return;
  const seen = await observe({ sandboxes: 'running' });
  if (seen.ok) emit('observed', seen.value);
}
