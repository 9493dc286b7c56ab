// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../../model/change.ts';
import type { Event, Outcome } from '../../model/contract.ts';
import type { Fault } from '../../model/fault.ts';
import type { Plan } from '../../model/plan.ts';
import type { Result } from '../../model/result.ts';
import type { Step } from '../../model/step.ts';
import type { Host } from './host.svelte.ts';

export type StepState = Event<'progress'>['outcome'];

/** reading: the plan lies there to be read. waiting: for the password. stale: the host has changed since it was read. */
export type Phase = 'reading' | 'waiting' | 'applying' | 'done' | 'failed' | 'stale';

/** One change on its way: the steps that were agreed to, and how far each has come. */
export class Applying {
  phase = $state<Phase>('reading');
  /** The steps agreed to; while reading, none. */
  steps = $state.raw<readonly Step[]>([]);
  outcomes = $state.raw<readonly StepState[]>([]);
  outcome = $state.raw<Outcome>();
  fault = $state.raw<Fault>();
  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  busy = $derived(this.phase === 'waiting' || this.phase === 'applying');

  apply(change: Change, plan: Plan): Promise<boolean> {
    return this.#run(plan.steps, () => this.#host.client.apply({ change, agreed: plan.steps }));
  }

  undo(entry: number, steps: readonly Step[]): Promise<boolean> {
    return this.#run(steps, () => this.#host.client.undo({ entry, agreed: [...steps] }));
  }

  /** Back to reading, with the present plan. */
  again(): void {
    this.phase = 'reading';
    this.fault = undefined;
    this.steps = [];
    this.outcomes = [];
  }

  async #run(steps: readonly Step[], call: () => Promise<Result<Outcome>>): Promise<boolean> {
    this.steps = steps;
    this.outcomes = steps.map(() => 'waiting' as const);
    this.fault = undefined;
    this.phase = this.#host.readOnly ? 'waiting' : 'applying';
    const stop = this.#host.client.on('progress', ({ index, outcome }) => {
      this.phase = 'applying';
      this.outcomes = this.outcomes.map((was, at) => (at === index ? outcome : was));
    });
    const result = await call();
    stop();
    this.#end(result);
    void this.#host.readHistory();
    return result.ok;
  }

  #end(result: Result<Outcome>): void {
    if (!result.ok) {
      this.fault = result.fault;
      this.phase = result.fault.code === 'plan-stale' ? 'stale' : 'failed';
      return;
    }
    this.outcome = result.value;
    this.outcomes = result.value.entry.steps.map((one) => one.outcome);
    this.phase = result.value.entry.status === 'failed' ? 'failed' : 'done';
    this.fault = result.value.entry.fault;
  }
}
