// SPDX-License-Identifier: Apache-2.0

import type * as z from 'zod/mini';
import type { Container } from '../../model/container.ts';
import type { Finding } from '../../model/finding.ts';
import type { StepOutcome } from '../../model/history.ts';
import type { Standing } from '../../model/lan/lease.ts';
import type { Link } from '../../model/link.ts';
import type { Reach } from '../../model/reach.ts';

/** How a thing is, as shape, colour and word. */
export const SIGNS = ['reachable', 'degraded', 'unreachable', 'unknown', 'attention', 'stopped'] as const;
export type Sign = (typeof SIGNS)[number];

/** Which token colours a sign's shape. */
export const TONES = {
  reachable: 'ok',
  degraded: 'warn',
  unreachable: 'bad',
  unknown: 'unknown',
  attention: 'warn',
  stopped: 'unknown',
} as const satisfies Record<Sign, string>;

/** From this loss (0 to 1) and this round trip (ms) on, a reachable thing is called degraded. */
const LOSS = 0.05;
const SLOW = 150;

export function signOfReach(reach: Reach | undefined): Sign {
  const measured = reach?.measured;
  if (measured === undefined) return reach?.predicted === 'no' ? 'attention' : 'unknown';
  if (measured.echo === 'yes')
    return (measured.loss ?? 0) >= LOSS || (measured.rtt ?? 0) >= SLOW ? 'degraded' : 'reachable';
  if (measured.neighbour === 'yes') return 'reachable';
  return measured.neighbour === 'no' || measured.echo === 'no' ? 'unreachable' : 'unknown';
}

const isGateway = (reach: Reach): boolean => reach.target === 'gateway';

/** A container is as well as the worst of its gateways. Without a gateway: as it runs. `reaches`: its own. */
export function signOfContainer(container: Container, reaches: readonly Reach[]): Sign {
  if (container.state.status !== 'running') return 'stopped';
  return worstOf(reaches.filter(isGateway).map(signOfReach)) ?? 'unknown';
}

const BADNESS: readonly Sign[] = ['reachable', 'stopped', 'unknown', 'attention', 'degraded', 'unreachable'];

/** Larger is worse. */
export const badness = (sign: Sign): number => BADNESS.indexOf(sign);

export const worstOf = (signs: readonly Sign[]): Sign | undefined =>
  signs.toSorted((a, b) => badness(b) - badness(a))[0];

/** down: switched off. no-carrier: no cable, or nothing at its other end. */
export type LinkWord = 'up' | 'down' | 'no-carrier' | 'gone';

export const wordOfLink = (link: Link | undefined): LinkWord =>
  link === undefined ? 'gone' : !link.up ? 'down' : link.carrier ? 'up' : 'no-carrier';

const LINK_SIGNS = {
  up: 'reachable',
  down: 'stopped',
  'no-carrier': 'unreachable',
  gone: 'unreachable',
} as const satisfies Record<LinkWord, Sign>;

export const signOfLink = (link: Link | undefined): Sign => LINK_SIGNS[wordOfLink(link)];

export const SEVERITY_SIGNS = {
  error: 'unreachable',
  warning: 'attention',
  note: 'unknown',
} as const satisfies Record<Finding['severity'], Sign>;

/** expired and lost: without an address. */
export const STANDING_SIGNS = {
  bound: 'reachable',
  overdue: 'attention',
  expired: 'unreachable',
  lost: 'unreachable',
  released: 'stopped',
} as const satisfies Record<Standing, Sign>;

export const OUTCOME_SIGNS = {
  waiting: 'unknown',
  begun: 'degraded',
  done: 'reachable',
  failed: 'unreachable',
  undone: 'stopped',
  leftover: 'attention',
} as const satisfies Record<z.infer<typeof StepOutcome>, Sign>;
