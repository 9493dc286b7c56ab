// SPDX-License-Identifier: Apache-2.0
import type { Answered } from '../../model/lan/answer.ts';
import type { Candidate } from '../../model/lan/candidates.ts';

/** Milliseconds for which an answer counts, where nobody asks again. */
const KEPT = 10 * 60_000;

/** What this process has heard lately: a plan that was made with it can be made again, and the same. */
const heard = new Map<string, { answer: Answered; at: number }>();

const keyOf = ({ parent, ip }: Candidate | Answered): string => `${parent} ${ip}`;

/** Keeps what a round of questions gave; who was silent is forgotten. Milliseconds since the epoch. */
export function remember(asked: readonly Candidate[], answered: readonly Answered[], at: number): void {
  for (const one of asked) heard.delete(keyOf(one));
  for (const answer of answered) heard.set(keyOf(answer), { answer, at });
}

export function answersNow(at: number): Answered[] {
  for (const [key, one] of heard) if (at - one.at > KEPT) heard.delete(key);
  return [...heard.values()].map(({ answer }) => answer);
}
