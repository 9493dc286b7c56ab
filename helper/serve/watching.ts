// SPDX-License-Identifier: Apache-2.0
import type { Emit, Params } from '../../model/contract.ts';
import { ok, type Result } from '../../model/result.ts';
import { observe } from '../observe/observe.ts';
import { startProbes } from '../probe/probes.ts';
import { startRates } from '../watch/rates.ts';
import { startWatch } from '../watch/watch.ts';

interface Watching {
  set: (wanted: Params<'watch'>) => Promise<Result<Record<string, never>>>;
  stop: () => Promise<void>;
}

/** What one client has asked to be told: kernel and state changes, rates, probes. Nothing runs until it asks, and all ends with it. */
export function makeWatching(emit: Emit): Watching {
  let links: { stop: () => Promise<void> | void } | undefined;
  let rates: ReturnType<typeof startRates> | undefined;
  let probes: ReturnType<typeof startProbes> | undefined;

  const startLinks = (): void => {
    rates = startRates((rated) => emit('rated', rated));
    links = startWatch({
      sandboxes: true,
      onObservation: (observation) => {
        emit('observed', observation);
        rates?.update(observation);
        probes?.update(observation);
      },
      onFault: () => {},
    });
  };
  const stopLinks = async (): Promise<void> => {
    rates?.stop();
    await links?.stop();
    links = undefined;
    rates = undefined;
  };
  const stopProbes = async (): Promise<void> => {
    await probes?.stop();
    probes = undefined;
  };

  return {
    set: async (wanted) => {
      if (wanted.probe && probes === undefined) {
        probes = startProbes({ onReach: (reached) => emit('reached', reached) });
        const seen = await observe({ sandboxes: 'running' });
        if (seen.ok) probes.update(seen.value);
      }
      if (!wanted.probe) await stopProbes();
      if ((wanted.links || wanted.probe) && links === undefined) startLinks();
      if (!wanted.links && !wanted.probe) await stopLinks();
      return ok({});
    },
    stop: async () => {
      await stopProbes();
      await stopLinks();
    },
  };
}
