// SPDX-License-Identifier: Apache-2.0
import type { InvocationOf } from '../../model/grammar/commands.ts';
import type { Result } from '../../model/result.ts';
import { restartAgain } from '../apply/restart-again.ts';
import { each } from './each.ts';
import { call, change } from './host.ts';
import { sayFault } from './terminal.ts';

/** Seconds between TERM and KILL when none are given (Docker). */
const GRACE = 10;

/** Docker takes a negative time for "as long as it takes"; the contract's longest is an hour. */
const graceOf = (seconds: number | undefined): number =>
  seconds === undefined ? GRACE : seconds < 0 ? 3600 : Math.min(seconds, 3600);

export const stop = ({ args, flags }: InvocationOf<'stop'>): Promise<number> =>
  each(
    args.container,
    (container) =>
      change({ ask: 'container-stop', container, grace: graceOf(flags.timeout) }, flags['dry-run']),
    !flags['dry-run'],
  );

export const remove = ({ args, flags }: InvocationOf<'rm'>): Promise<number> =>
  each(
    args.container,
    (container) => change({ ask: 'container-remove', container, force: flags.force }, flags['dry-run']),
    !flags['dry-run'],
    flags.force ? 'container-unknown' : undefined,
  );

export const restart = ({ args, flags }: InvocationOf<'restart'>): Promise<number> =>
  each(
    args.container,
    async (container): Promise<Result<unknown>> => {
      const stopped = await change(
        { ask: 'container-stop', container, grace: graceOf(flags.timeout) },
        flags['dry-run'],
      );
      return stopped.ok || stopped.fault.code === 'container-not-running'
        ? change({ ask: 'container-start', container }, flags['dry-run'])
        : stopped;
    },
    !flags['dry-run'],
  );

export const kill = ({ args, flags }: InvocationOf<'kill'>): Promise<number> =>
  each(args.container, async (container) => {
    const sent = await call('signal', { container, signal: flags.signal.toUpperCase() });
    if (!sent.ok) sayFault(sent.fault);
    return sent;
  });

/** The monitor's call-back when a container has ended: clears up, and starts it again if its policy says so. */
export async function reap({ args }: InvocationOf<'reap'>): Promise<number> {
  const reaped = await call('apply', { change: { ask: 'container-reap', container: args.container } });
  if (!reaped.ok) return reaped.fault.code === 'container-unknown' ? 0 : 1;
  return (await restartAgain(args.container)).ok ? 0 : 1;
}
