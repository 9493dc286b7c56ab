// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from '../../model/contract.ts';
import { fault } from '../../model/fault.ts';
import { failed, type Result } from '../../model/result.ts';
import { counterOf } from '../../model/undo.ts';
import { type ApplyOptions, apply } from './apply.ts';
import { findEntry, markUndone } from './journal.ts';

/** Takes an entry back by the change that counters it. Faults: entry-unknown, undo-impossible, and those of apply. */
export async function undoEntry(number: number, options: ApplyOptions = {}): Promise<Result<Outcome>> {
  const entry = findEntry(number);
  if (entry === undefined) return failed(fault('entry-unknown', { entry: number }));
  const counter = counterOf(entry);
  if (counter === null) return failed(fault('undo-impossible', { entry: number, reason: entry.status }));
  const outcome = await apply(counter, { ...options, undoes: number });
  if (outcome.ok && outcome.value.entry.entry > 0) markUndone(number, outcome.value.entry.entry);
  return outcome;
}
