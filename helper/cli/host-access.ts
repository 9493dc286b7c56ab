// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from '../../model/contract.ts';
import { fault } from '../../model/fault.ts';
import type { InvocationOf } from '../../model/grammar/commands.ts';
import { exitOf } from '../../model/grammar/exit.ts';
import { change } from './host.ts';
import { sayFault, sayFindings } from './terminal.ts';

const STATES: Readonly<Record<string, boolean>> = { on: true, off: false };

export async function hostAccess(invocation: InvocationOf<'network host-access'>): Promise<number> {
  const { args, flags, command } = invocation;
  const on = Object.hasOwn(STATES, args.state) ? STATES[args.state] : undefined;
  if (on === undefined) {
    const said = fault('usage-flag-value', { flag: 'STATE', value: args.state, wants: 'on, off' });
    sayFault(said);
    return exitOf(command, said);
  }
  const outcome = await change({ ask: 'network-host-access', network: args.network, on }, flags['dry-run']);
  if (!outcome.ok) return exitOf(command, outcome.fault);
  sayWhatChanges(outcome.value);
  return 0;
}

/** What host access changes on this host is said also where other notes are not. */
export function sayWhatChanges(outcome: Outcome | undefined): void {
  const said = outcome?.findings.filter(({ code }) => code.startsWith('host-access-')) ?? [];
  sayFindings(said, true);
}
