// SPDX-License-Identifier: Apache-2.0
import { setTimeout as after } from 'node:timers/promises';
import type { Container } from '../../model/container.ts';
import type { Outcome } from '../../model/contract.ts';
import { findContainer } from '../../model/find.ts';
import { restartsAtEnd, waitBefore } from '../../model/restart.ts';
import { ok, type Result } from '../../model/result.ts';
import { readRestarts, writeRestarts } from '../engines/builtin/restarts.ts';
import { observe } from '../observe/observe.ts';
import { type ApplyOptions, apply } from './apply.ts';

/**
 * Starts a container that has ended by itself once more, if its restart policy wants that, after the policy's wait;
 * value undefined: it does not, or a person has stopped, started or removed it meanwhile. Faults: those of a start.
 */
export async function restartAgain(reference: string): Promise<Result<Outcome | undefined>> {
  const ended = await waiting(reference);
  if (ended === undefined) return ok(undefined);
  const { count, waited: last } = readRestarts(ended.spec.id);
  const { started = 0, ended: at = started } = ended.state;
  const wait = waitBefore(last, at - started);
  await after(wait);
  const still = await waiting(ended.spec.id);
  if (still?.state.started !== ended.state.started) return ok(undefined);
  return startByPolicy(ended.spec.id, count + 1, wait);
}

/** Starts a container for its policy's sake, and counts that. */
export function startByPolicy(
  id: string,
  count: number,
  waited: number,
  options: ApplyOptions = {},
): Promise<Result<Outcome>> {
  // Before the start: a program that ends at once is counted by its own call-back.
  writeRestarts(id, { count, waited });
  return apply({ ask: 'container-start', container: id }, { ...options, byPolicy: true });
}

/** The container, if it is one that has ended and is to be started again. */
async function waiting(reference: string): Promise<Container | undefined> {
  const seen = await observe({ sandboxes: 'none' });
  const found = seen.ok ? findContainer(seen.value, reference) : undefined;
  return found !== undefined && 'found' in found && restartsAtEnd(found.found) ? found.found : undefined;
}
