// SPDX-License-Identifier: Apache-2.0
import type { Reach } from '../../model/reach.ts';

const keyOf = (reach: Reach): string => `${reach.network} ${reach.target} ${reach.to} ${reach.ip}`;

const NONE: readonly Reach[] = [];

/** The last answer to every reachability question, by the container that asks. */
export class ReachIndex {
  readonly #byAsker: ReadonlyMap<string, readonly Reach[]>;

  constructor(byAsker: ReadonlyMap<string, readonly Reach[]> = new Map()) {
    this.#byAsker = byAsker;
  }

  of(container: string): readonly Reach[] {
    return this.#byAsker.get(container) ?? NONE;
  }

  gateway(container: string, network: string | undefined): Reach | undefined {
    return this.of(container).find((one) => one.target === 'gateway' && one.network === network);
  }

  /** With new answers; those of askers that are not among `kept` are dropped. */
  with(answers: readonly Reach[], kept: (container: string) => boolean): ReachIndex {
    const fresh = new Map<string, Map<string, Reach>>();
    for (const reach of answers) {
      const of = fresh.get(reach.from) ?? new Map(this.of(reach.from).map((one) => [keyOf(one), one]));
      fresh.set(reach.from, of.set(keyOf(reach), reach));
    }
    const next = new Map([...this.#byAsker].filter(([container]) => kept(container)));
    for (const [container, of] of fresh) if (kept(container)) next.set(container, [...of.values()]);
    return new ReachIndex(next);
  }
}
