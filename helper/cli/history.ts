// SPDX-License-Identifier: Apache-2.0
import type { InvocationOf } from '../../model/grammar/commands.ts';
import type { Entry } from '../../model/history.ts';
import { commandOf } from '../../model/step-command.ts';
import { counterOf } from '../../model/undo.ts';
import { call, change } from './host.ts';
import { showRows } from './show.ts';
import { out, plain, sayFault, sayFindings } from './terminal.ts';

const SHOWN = 20;

/** What a change was about, in a word: a name or an id. */
export function subjectOf({ change }: Entry): string {
  switch (change.ask) {
    case 'network-create':
    case 'container-run':
      return change.spec.name;
    case 'network-remove':
    case 'network-host-access':
    case 'network-restore':
      return change.network;
    case 'network-connect':
      return `${change.container} ${change.endpoint.network}`;
    case 'network-disconnect':
      return `${change.container} ${change.network}`;
    default:
      return change.container;
  }
}

export async function history({ flags }: InvocationOf<'history'>): Promise<number> {
  const entries = await call('history', { last: flags.last ?? SHOWN });
  if (!entries.ok) {
    sayFault(entries.fault);
    return 1;
  }
  const rows = entries.value.map((entry) => ({
    Entry: String(entry.entry),
    At: new Date(entry.at).toISOString().replace('T', ' ').slice(0, 19),
    Change: entry.change.ask,
    Subject: plain(subjectOf(entry)),
    Status: entry.undoneBy === undefined ? entry.status : `${entry.status} by ${entry.undoneBy}`,
    Steps: entry.steps.map(({ step, outcome }) => ({ command: commandOf(step), outcome })),
  }));
  return showRows(rows, ['Entry', 'At', 'Change', 'Subject', 'Status'], flags.format);
}

/** The newest entry that can be taken back and is not itself an undo. */
const lastToUndo = (entries: readonly Entry[]): Entry | undefined =>
  entries.find((entry) => entry.undoes === undefined && counterOf(entry) !== null);

export async function undo({ args, flags }: InvocationOf<'undo'>): Promise<number> {
  const entries = await call('history', { last: 1000 });
  if (!entries.ok) {
    sayFault(entries.fault);
    return 1;
  }
  const number = args.entry === undefined ? (lastToUndo(entries.value)?.entry ?? 0) : Number(args.entry);
  const entry = entries.value.find((one) => one.entry === number);
  const counter = entry && counterOf(entry);
  if (flags['dry-run'] && counter) return (await change(counter, true)).ok ? 0 : 1;
  const undone = await call('undo', { entry: Number.isSafeInteger(number) ? number : 0 });
  if (!undone.ok) {
    sayFault(undone.fault);
    return 1;
  }
  sayFindings(undone.value.findings);
  for (const { step } of undone.value.entry.steps) out(commandOf(step));
  return 0;
}

export async function restore({ flags }: InvocationOf<'restore'>): Promise<number> {
  if (flags['dry-run'])
    return history({ flags: { last: SHOWN, format: undefined } } as InvocationOf<'history'>);
  const outcomes = await call('restore', {});
  if (!outcomes.ok) {
    sayFault(outcomes.fault);
    return 1;
  }
  for (const { entry, findings } of outcomes.value) {
    const number = entry.entry === 0 ? '-' : String(entry.entry);
    out(`${number} ${entry.change.ask} ${plain(subjectOf(entry))} ${entry.status}`);
    if (entry.status === 'failed' && entry.fault !== undefined) sayFault(entry.fault);
    else sayFindings(findings);
  }
  return 0;
}
