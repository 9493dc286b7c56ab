// SPDX-License-Identifier: Apache-2.0
import type { Answered } from '../../model/lan/answer.ts';
import type { Candidate } from '../../model/lan/candidates.ts';
import { probe } from './probe.ts';

/** Milliseconds for which an answer counts, where nobody asks again. */
const KEPT = 10 * 60_000;

/** Milliseconds for which an address that nobody answered for is not asked about again. */
const SILENT = 60_000;

/** What this process has heard lately: a plan that was made with it can be made again, and the same. */
const heard = new Map<string, { answer: Answered; at: number }>();

/** What it has asked lately, or is asking. */
const asked = new Map<string, { at: number; done: Promise<void> }>();

const keyOf = ({ parent, ip }: Candidate | Answered): string => `${parent} ${ip}`;

/** Asks about those that were not asked about lately, all at once; ends when every answer is in, also to questions that somebody else began. */
export async function ask(candidates: readonly Candidate[]): Promise<void> {
  const now = Date.now();
  for (const [key, { at }] of asked) if (now - at > SILENT) asked.delete(key);
  const due = candidates.filter((one) => !asked.has(keyOf(one)) || heard.has(keyOf(one)));
  if (due.length > 0) {
    const done = probe(due).then((answered) => remember(due, answered, Date.now()));
    for (const one of due) asked.set(keyOf(one), { at: now, done });
  }
  await Promise.all(candidates.map((one) => asked.get(keyOf(one))?.done));
}

/** Keeps what a round of questions gave; who was silent is forgotten. Milliseconds since the epoch. */
export function remember(questions: readonly Candidate[], answered: readonly Answered[], at: number): void {
  for (const one of questions) heard.delete(keyOf(one));
  for (const answer of answered) heard.set(keyOf(answer), { answer, at });
}

export function answersNow(at: number): Answered[] {
  for (const [key, one] of heard) if (at - one.at > KEPT) heard.delete(key);
  return [...heard.values()].map(({ answer }) => answer);
}
