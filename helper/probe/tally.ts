// SPDX-License-Identifier: Apache-2.0
import type { Neighbour } from '../../model/link.ts';
import type { Reach } from '../../model/reach.ts';
import type { NeighbourAnswer } from './ask-neighbour.ts';
import type { Echo } from './parse-fping.ts';

export type Measured = NonNullable<Reach['measured']>;
type Answer = Measured['echo'];

/** Probes that loss is counted over. */
const WINDOW = 10;

/** Milliseconds without any word of a target after which it counts as unanswered: fping says nothing of what it cannot send. */
const SILENCE = 3000;

/** What is known of one target. */
export interface Tally {
  since: number;
  /** The newest last; at most the window. */
  echoes: Echo[];
  neighbour?: Pick<Neighbour, 'mac' | 'states'> | undefined;
  /** What an ARP or ND request of our own found, since the last echo came back. */
  asked?: NeighbourAnswer | undefined;
}

export const addEcho = (tally: Tally, echo: Echo): void => {
  tally.echoes = [...tally.echoes.slice(1 - WINDOW), echo];
};

/** A tally as the values that are shown; undefined until there is a first answer or time-out. `onLink`: ARP or ND says something of the target. */
export function measuredOf(tally: Tally, onLink: boolean, now: number): Measured | undefined {
  const last = tally.echoes.at(-1);
  const silent = now - (last?.at ?? tally.since) > SILENCE;
  if (last === undefined && !silent) return undefined;
  const echo: Answer = last === undefined || silent || last.rtt === undefined ? 'no' : 'yes';
  const replies = tally.echoes.filter(({ rtt }) => rtt !== undefined);
  const rtt = replies.at(-1)?.rtt;
  const mac = tally.asked?.mac ?? tally.neighbour?.mac;
  return {
    neighbour: onLink ? neighbourAnswer(tally, echo) : 'unknown',
    echo,
    loss: silent ? 1 : 1 - replies.length / tally.echoes.length,
    at: last?.at ?? now,
    ...(mac === undefined ? {} : { mac }),
    ...(rtt === undefined ? {} : { rtt }),
  };
}

/** An echo that came back went over ARP or ND; else what our own request found tells sooner than the kernel's cache, which believes an entry for up to 45 s. */
function neighbourAnswer({ neighbour, asked }: Tally, echo: Answer): Answer {
  if (echo === 'yes') return 'yes';
  if (asked !== undefined) return asked.answered ? 'yes' : 'no';
  const states = neighbour?.states ?? [];
  if (states.some((state) => ANSWERED.has(state))) return 'yes';
  return states.includes('FAILED') ? 'no' : 'unknown';
}

/** NUD states of an entry that was answered and not found wanting since. */
const ANSWERED: ReadonlySet<string> = new Set(['REACHABLE', 'STALE', 'DELAY', 'PROBE', 'PERMANENT', 'NOARP']);
