// SPDX-License-Identifier: Apache-2.0
import { type Bench, openBench } from './bench.ts';
import type { Case } from './case.ts';
import { runCase, type Verdict } from './run-case.ts';

/** Some labs at a time. One that a case left as it found it, which is looked at, serves the next case as well. */
export interface Labs {
  /** When its turn comes, and only if it is `wanted` then; else undefined. */
  play: (recording: Case, wanted?: () => boolean) => Promise<Verdict | undefined>;
  /** Takes every lab away, those in use too. */
  close: () => Promise<void>;
}

export function makeLabs(program: string, size: number): Labs {
  const idle: Bench[] = [];
  const open = new Set<Bench>();
  const waiting: (() => void)[] = [];
  let free = size;

  async function turn(): Promise<void> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }
  function done(): void {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  }
  return {
    play: async (recording, wanted = () => true) => {
      await turn();
      let bench: Bench | undefined;
      let clean = false;
      try {
        if (!wanted()) return undefined;
        bench = idle.pop() ?? (await openBench(program));
        open.add(bench);
        const verdict = await runCase(recording, bench);
        clean = verdict.clean;
        return verdict;
      } finally {
        if (bench !== undefined && clean) idle.push(bench);
        else if (bench !== undefined && open.delete(bench)) await bench.close();
        done();
      }
    },
    close: async () => {
      const all = [...open];
      open.clear();
      await Promise.allSettled(all.map((bench) => bench.close()));
    },
  };
}
