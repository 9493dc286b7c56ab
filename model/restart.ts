// SPDX-License-Identifier: Apache-2.0
import type { Container, RestartPolicy } from './container.ts';

/** `no`, `always`, `unless-stopped`, `on-failure` or `on-failure:N`, as Docker's --restart has it; undefined: none of these. */
export function readRestart(text: string): RestartPolicy | undefined {
  const [, policy, count] = /^(no|always|unless-stopped|on-failure)(?::(\d{1,9}))?$/.exec(text) ?? [];
  if (policy === undefined || (count !== undefined && policy !== 'on-failure')) return undefined;
  return {
    policy: policy as RestartPolicy['policy'],
    ...(Number(count ?? 0) > 0 ? { most: Number(count) } : {}),
  };
}

export const writeRestart = ({ policy, most }: RestartPolicy): string =>
  most === undefined ? policy : `${policy}:${most}`;

type Ended = Pick<Container, 'spec' | 'state'>;

/** Whether a container that has ended by itself is to be started again (Docker's restart manager). Never after a person stopped it. */
export function restartsAtEnd({ spec, state }: Ended): boolean {
  if (state.status !== 'exited' || state.stopped) return false;
  return suits(spec.restart, state);
}

/** Whether a container that is not running when the machine comes up is to be started. `always`: even if a person had stopped it (Docker). */
export function restartsAtBoot({ spec, state }: Ended): boolean {
  if (state.status !== 'exited') return false;
  return spec.restart?.policy === 'always' || (!state.stopped && suits(spec.restart, state));
}

function suits(restart: RestartPolicy | undefined, { exitCode, restarts = 0 }: Container['state']): boolean {
  switch (restart?.policy) {
    case 'always':
    case 'unless-stopped':
      return true;
    case 'on-failure':
      return exitCode !== 0 && (restart.most === undefined || restarts < restart.most);
    default:
      return false;
  }
}

/** Milliseconds: the first wait and the longest (Docker's restart manager). */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 60_000;

/** A run of at least this many milliseconds was a good one: the next wait is the first again (Docker). */
const GOOD_RUN = 10_000;

/** How long to wait before a start, in milliseconds. `last`: the wait before this run, undefined: none; `ran`: how long it ran. */
export const waitBefore = (last: number | undefined, ran: number): number =>
  last === undefined || ran >= GOOD_RUN ? FIRST_WAIT : Math.min(last * 2, LONGEST_WAIT);
