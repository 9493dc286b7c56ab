// SPDX-License-Identifier: Apache-2.0
import type { Entry } from '../../model/history.ts';
import { sweepHalfWritten } from '../state/store.ts';
import { closeEntry, openEntries } from './journal.ts';
import { finish, mustFinish, rollBack } from './roll-back.ts';

/** Settles what a killed helper left open, oldest last: rolled back where that is possible, else finished. Only under the lock: then no open entry is anybody's. */
export async function recoverOpen(): Promise<Entry[]> {
  const open = openEntries().sort((a, b) => b.entry - a.entry);
  const settled: Entry[] = [];
  for (const entry of open) settled.push(await recover(entry));
  if (open.length > 0) sweepHalfWritten();
  return settled;
}

async function recover(entry: Entry): Promise<Entry> {
  const steps = entry.steps.map(({ step }) => step);
  const begun = entry.steps.findLastIndex(({ outcome }) => outcome !== 'waiting') + 1;
  const { outcomes, leftover } = mustFinish(entry) ? await finish(entry) : await rollBack(steps, begun);
  const interrupted = {
    code: 'helper-lost',
    facts: { reason: 'killed' },
    ...(leftover.length > 0 ? { leftover } : {}),
  };
  return closeEntry(entry.entry, outcomes, { status: 'recovered', fault: interrupted });
}
