// SPDX-License-Identifier: Apache-2.0
import type { Reach } from '../../model/reach.ts';

const keyOf = (reach: Reach): string =>
  `${reach.from} ${reach.network} ${reach.target} ${reach.to} ${reach.ip}`;

/** The last answer to every reachability question. */
export class Reaches {
  #last = new Map<string, Reach>();

  /** Takes new answers in and gives all that are known. */
  take(reaches: readonly Reach[]): Reach[] {
    for (const reach of reaches) this.#last.set(keyOf(reach), reach);
    return [...this.#last.values()];
  }
}
