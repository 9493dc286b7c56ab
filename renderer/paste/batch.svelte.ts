// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../../model/change.ts';
import type { Plan } from '../../model/plan.ts';
import type { Draft } from '../../model/text-in/draft.ts';
import { Applying } from '../host/applying.svelte.ts';
import type { Host } from '../host/host.svelte.ts';

/** A draft that can be made. */
export type Makeable = Draft & { change: Change; plan: Plan };

export interface BatchItem {
  draft: Makeable;
  applying: Applying;
}

/** Drafts on their way, one after the other. The first that does not come about ends it: those before it stay, those after it are not begun. */
export class Batch {
  items = $state.raw<readonly BatchItem[]>([]);
  phase = $state<'running' | 'done' | 'stopped'>('running');

  constructor(host: Host, drafts: readonly Makeable[]) {
    this.items = drafts.map((draft) => ({ draft, applying: new Applying(host) }));
  }

  done = $derived(this.items.filter(({ applying }) => applying.phase === 'done'));
  /** What is not made, the one that failed among it. */
  left = $derived(this.items.filter(({ applying }) => applying.phase !== 'done'));

  async run(): Promise<void> {
    for (const { draft, applying } of this.items) {
      await applying.apply(draft.change, draft.plan);
      if (applying.phase !== 'done') {
        this.phase = 'stopped';
        return;
      }
    }
    this.phase = 'done';
  }
}
