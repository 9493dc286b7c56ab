// SPDX-License-Identifier: Apache-2.0
import type { Observation } from '../../model/observation.ts';
import type { Reach } from '../../model/reach.ts';
import { predictReach } from '../../model/reachability.ts';
import { type SandboxProbe, startSandboxProbe } from './sandbox-probe.ts';
import { targetsOf } from './targets.ts';

/** Milliseconds that answers are gathered, so that one round of probes is told at once. */
const GATHER = 200;

export interface Probes {
  /** Keeps the processes in step with the containers that run in it; without their sandboxes the prediction is `unknown`. */
  update: (observation: Observation) => void;
  /** Every question with what is predicted and what is measured so far. */
  reached: () => Reach[];
  stop: () => void;
}

export interface ProbeOptions {
  /** All answers, after each round of probes. */
  onReach: (reached: Reach[]) => void;
  /** The id of the only container that asks; undefined: all. */
  only?: string | undefined;
}

/** Probes from every running container to all that its networks let it ask for (root). */
export function startProbes({ onReach, only }: ProbeOptions): Probes {
  const probes = new Map<string, SandboxProbe>();
  let observation: Observation | undefined;
  let predicted: Reach[] = [];
  let timer: NodeJS.Timeout | undefined;

  const reached = () => predicted.map((reach) => withMeasured(reach, observation, probes));
  const changed = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onReach(reached());
    }, GATHER);
  };

  return {
    reached,
    update: (seen) => {
      observation = seen;
      predicted = predictReach(seen).filter(({ from }) => only === undefined || from === only);
      const wanted = targetsOf(predicted, seen);
      for (const [sandbox, probe] of probes) {
        if (wanted.has(sandbox)) continue;
        probe.stop();
        probes.delete(sandbox);
      }
      for (const [sandbox, targets] of wanted) {
        const probe = probes.get(sandbox) ?? startSandboxProbe(sandbox, changed);
        probes.set(sandbox, probe);
        probe.setTargets(targets, seen.sandboxes.find(({ name }) => name === sandbox)?.neighbours ?? []);
      }
      changed();
    },
    stop: () => {
      clearTimeout(timer);
      for (const probe of probes.values()) probe.stop();
      probes.clear();
    },
  };
}

function withMeasured(
  reach: Reach,
  observation: Observation | undefined,
  probes: ReadonlyMap<string, SandboxProbe>,
): Reach {
  const from = observation?.containers.find(({ spec }) => spec.id === reach.from);
  const measured = from && probes.get(from.sandbox)?.measured(reach.ip);
  return measured === undefined ? reach : { ...reach, measured };
}
