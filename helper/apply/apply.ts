// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../../model/change.ts';
import type { Container } from '../../model/container.ts';
import type { Emit, Outcome } from '../../model/contract.ts';
import { type Fault, fault, refusal } from '../../model/fault.ts';
import type { Observation } from '../../model/observation.ts';
import type { Plan } from '../../model/plan.ts';
import { makePlan } from '../../model/planner.ts';
import { remarksOn } from '../../model/remarks.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import type { Step } from '../../model/step.ts';
import { commandOf } from '../../model/step-command.ts';
import { touchedSandboxes, verify } from '../../model/verify.ts';
import { forgetRestarts } from '../engines/builtin/restarts.ts';
import { askAhead, askLan, tellAnswers } from '../lan/ask-lan.ts';
import { observe } from '../observe/observe.ts';
import { withLock } from '../state/lock.ts';
import { stateFolder } from '../state/paths.ts';
import { afterLeases } from './after-leases.ts';
import { standFor } from './images.ts';
import { openEntry, type Writing } from './journal.ts';
import { recoverOpen } from './recover.ts';
import { rollBack } from './roll-back.ts';
import { runSteps } from './run-steps.ts';

export interface ApplyOptions {
  /** The steps that a person agreed to; others are refused as plan-stale. */
  agreed?: readonly Step[];
  /** The entry that this change takes back. */
  undoes?: number;
  /** It is not a person who asks, but a container's restart policy. */
  byPolicy?: boolean;
  emit?: Emit;
  /** This process lives on, and may ask the LAN about what comes next. */
  lives?: boolean;
}

/**
 * Makes a change: under the lock it observes, plans, and only if nothing speaks against it journals, runs, and looks
 * once more. A refused change has touched nothing; a failed one is rolled back, and what could not be is in the
 * fault's `leftover`. Faults: every error finding's code, plan-stale, step-failed, verify-failed, and the tools'.
 */
export async function apply(change: Change, options: ApplyOptions = {}): Promise<Result<Outcome>> {
  const stopped = await beforeLock(change, options);
  if (!stopped.ok) return stopped;
  const outcome = await withLock(async () => {
    await recoverOpen();
    const planned = await plannedNow(change);
    const stale =
      planned.ok && stopped.value.length === 0
        ? staleness(planned.value.plan.steps, options.agreed)
        : undefined;
    if (!planned.ok || stale !== undefined) await tellAnswers(options.emit);
    if (!planned.ok) return planned;
    if (stale !== undefined) return failed(stale);
    const { plan, seen } = planned.value;
    return run(change, { ...plan, steps: [...stopped.value, ...plan.steps] }, seen, options);
  });
  return outcome.ok ? afterLeases(outcome.value, apply) : outcome;
}

/** Changes that may have a container to stop: its grace is waited for without the lock, so that nobody else has to. */
const MAY_STOP: readonly Change['ask'][] = ['container-stop', 'container-remove'];

/** What comes before the lock: nothing, mostly. Value: the stops that were done. Without a state folder the plan is judged first, since the lock would make one. */
async function beforeLock(change: Change, options: ApplyOptions): Promise<Result<Step[]>> {
  if (!MAY_STOP.includes(change.ask) && existsSync(stateFolder())) return ok([]);
  const planned = await plannedNow(change);
  if (!planned.ok) return planned;
  const { steps } = planned.value.plan;
  const stale = staleness(steps, options.agreed);
  if (stale !== undefined) return failed(stale);
  const stops = steps.filter((step) => step.step === 'container-stop');
  const { fault: failure } = await runSteps(stops, () => {});
  return failure === undefined ? ok(stops) : failed(failure);
}

interface Planned {
  plan: Plan;
  seen: Observation;
}

/** The plan on the host as it is now, or the refusal. */
async function plannedNow(change: Change): Promise<Result<Planned>> {
  const observed = await observe({ sandboxes: 'none' });
  if (!observed.ok) return observed;
  if (!observed.value.host.stateReadable) {
    return failed(fault('state-unreadable', { path: 'state', reason: 'not permitted' }));
  }
  const asked = await askLan(change, observed.value);
  const plan = makePlan(change, await standFor(change, asked));
  const refused = refusal(plan.findings);
  return refused === undefined ? ok({ plan, seen: asked }) : failed(refused);
}

/** The first step that is not as agreed. Compared as data: a step that has been over the wire may have its keys in another order. */
function staleness(steps: readonly Step[], agreed: readonly Step[] | undefined): Fault | undefined {
  if (agreed === undefined) return undefined;
  const length = Math.max(steps.length, agreed.length);
  const at = Array.from({ length }, (_, index) => index).find(
    (index) => !isDeepStrictEqual(asSent(steps[index]), asSent(agreed[index])),
  );
  if (at === undefined) return undefined;
  const differs = [steps[at], agreed[at]].map((step) => (step === undefined ? '' : commandOf(step)));
  return fault('plan-stale', { differs });
}

const asSent = (step: Step | undefined): unknown =>
  step === undefined ? undefined : JSON.parse(JSON.stringify(step));

async function run(
  change: Change,
  plan: Plan,
  before: Observation,
  options: ApplyOptions,
): Promise<Result<Outcome>> {
  const { steps, findings } = plan;
  if (steps.length === 0) return ok({ entry: emptyEntry(change), findings });
  if (!options.byPolicy) forgetStarts(steps);
  const writing = openEntry(change, steps, Date.now(), options.undoes);
  const tell = (from: number, to: number, outcome: 'begun' | 'done' | 'failed'): void => {
    const indexes = Array.from({ length: to - from }, (_, i) => from + i);
    writing.outcomes(indexes.map((index) => [index, outcome]));
    for (const index of indexes) options.emit?.('progress', { entry: writing.entry, index, outcome });
  };
  const { done, fault: failure } = await runSteps(steps, tell);
  if (failure !== undefined) return undo(writing, steps, done + 1, failure);

  const seen = await observe({
    sandboxes: touchedSandboxes(steps),
    unchanged: untouched(before, steps),
  });
  const missing = seen.ok ? verify(steps, seen.value) : [];
  if (missing.length > 0) {
    const differs = missing.map((said) => Object.values(said.facts).join(' '));
    return undo(writing, steps, steps.length, fault('verify-failed', { differs }));
  }
  const remarks = seen.ok ? remarksOn(steps, seen.value) : [];
  // What it hears is only remembered: a question that cannot be asked is asked again when it matters.
  if (seen.ok && options.lives) askAhead(change, seen.value).catch(() => {});
  return ok({ entry: writing.close({ status: 'done' }), findings: [...findings, ...remarks] });
}

/** Containers that no step was about. */
function untouched({ containers }: Observation, steps: readonly Step[]): Map<string, Container> {
  const touched = new Set(
    steps.flatMap((step) =>
      'container' in step ? [step.container] : step.step === 'record-put' ? [step.id] : [],
    ),
  );
  return new Map(
    containers.filter(({ spec }) => !touched.has(spec.id)).map((one) => [one.spec.id, one] as const),
  );
}

/** A container that a person starts has its restarts counted anew. */
function forgetStarts(steps: readonly Step[]): void {
  for (const step of steps) if (step.step === 'container-start') forgetRestarts(step.container);
}

/** Everything that is asked for was already so: nothing is journalled. */
const emptyEntry = (change: Change): Outcome['entry'] => ({
  entry: 0,
  change,
  at: Date.now(),
  status: 'done',
  steps: [],
});

async function undo(
  writing: Writing,
  steps: readonly Step[],
  begun: number,
  failure: ReturnType<typeof fault>,
) {
  const { outcomes, leftover } = await rollBack(steps, begun);
  writing.outcomes(outcomes);
  const whole = leftover.length === 0 ? failure : { ...failure, leftover };
  writing.close({ status: 'failed', fault: whole });
  return failed(whole);
}
