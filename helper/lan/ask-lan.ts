// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../../model/change.ts';
import type { Emit } from '../../model/contract.ts';
import { type Candidate, candidatesAfter, candidatesOf } from '../../model/lan/candidates.ts';
import type { Observation } from '../../model/observation.ts';
import { observe } from '../observe/observe.ts';
import { answersNow, ask } from './answers.ts';
import { probesHere } from './setting.ts';

/** How many addresses ahead are asked for in the first round; each further round asks for twice as many. */
const AHEAD = 4;

/** Rounds until the plan is made with what is known: 4 + 8 + 16 + 32 addresses that were all in use. */
const ROUNDS = 4;

/**
 * Asks the LAN about the addresses that a change would give, and goes on until the next one is nobody's; mostly that is
 * one round of 200 ms, or none where the answers of `askAhead` are in. The observation comes back with who answered. Nothing is asked where nothing would be given.
 */
export async function askLan(change: Change, observation: Observation): Promise<Observation> {
  if (!probesHere()) return observation;
  const asked = new Set<string>();
  const unasked = ({ parent, ip }: Candidate): boolean => !asked.has(`${parent} ${ip}`);
  let seen = observation;
  for (let round = 0; round < ROUNDS; round++) {
    if (!candidatesOf(change, seen, 1).some(unasked)) break;
    const wanted = candidatesOf(change, seen, AHEAD * 2 ** round).filter(unasked);
    await ask(wanted);
    for (const { parent, ip } of wanted) asked.add(`${parent} ${ip}`);
    seen = { ...seen, answered: answersNow(Date.now()) };
  }
  return seen;
}

/** Asks about what the networks of a change would give next, as they are seen after it, so that the next one finds the answers. For a process that lives on: nobody waits for it. */
export async function askAhead(change: Change, seen: Observation): Promise<void> {
  if (probesHere()) await ask(candidatesAfter(change, seen, AHEAD));
}

/** Lets whoever asked see what was heard, so that a plan made again with it is the one that is made here. */
export async function tellAnswers(emit: Emit | undefined): Promise<void> {
  if (emit === undefined || answersNow(Date.now()).length === 0) return;
  const seen = await observe({ sandboxes: 'running' });
  if (seen.ok) emit('observed', seen.value);
}
