// SPDX-License-Identifier: Apache-2.0

/** Milliseconds that events are gathered before a look; at least as long as the last look took, so that a storm leaves half of a core. */
const GATHER = 20;

export interface Coalesced {
  /** Something happened. */
  touch: () => void;
  stop: () => void;
}

/** Turns any number of touches into as few runs as there can be: never two at a time, and always one after the last touch. */
export function coalesce(look: () => Promise<void>): Coalesced {
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let again = false;
  let stopped = false;
  let took = 0;

  const run = async () => {
    timer = undefined;
    looking = true;
    again = false;
    const began = performance.now();
    await look();
    took = performance.now() - began;
    looking = false;
    if (again) touch();
  };
  const touch = () => {
    again = true;
    if (stopped || looking || timer !== undefined) return;
    timer = setTimeout(run, Math.max(GATHER, took));
  };

  return {
    touch,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
