// SPDX-License-Identifier: Apache-2.0
import { appendFileSync } from 'node:fs';

/** How a case went. `elsewhere`: it is Docker's own; `skipped`: no kernel for it can be had. `detail`: what did not hold, or that reason. */
export interface Told {
  id: string;
  title: string;
  state: 'holds' | 'fails' | 'elsewhere' | 'skipped';
  detail: string[];
  /** The differences that were needed. */
  used: string[];
  ms: number;
}

export const failsWith = (one: { id: string; title: string }, ...detail: string[]): Told => ({
  id: one.id,
  title: one.title,
  state: 'fails',
  detail,
  used: [],
  ms: 0,
});

/** A line, and under it what did not hold. */
export function printed({ id, state, detail, used, ms }: Told): string {
  if (state === 'elsewhere' || state === 'skipped') return `-     ${id}: ${detail.join(' ')}`;
  const differing = used.length > 0 ? ` (differs: ${used.join(', ')})` : '';
  const line = `${state === 'holds' ? 'holds' : 'FAILS'} ${id} ${(ms / 1000).toFixed(1)} s${differing}`;
  return [line, ...detail.map((problem) => `      ${problem}`)].join('\n');
}

/** Verdicts go into a file as lines of JSON, each at once: whoever waits may read along. */
export const appendTold = (path: string, told: Told): void =>
  appendFileSync(path, `${JSON.stringify(told)}\n`);

/** The whole lines of such a file. */
export const readTold = (text: string): Told[] =>
  text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Told);
