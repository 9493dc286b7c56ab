// SPDX-License-Identifier: Apache-2.0
import { fault } from '../../model/fault.ts';
import type { Observation } from '../../model/observation.ts';
import type { Reach } from '../../model/reach.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { TOOLS, toolPath } from '../command.ts';
import { startProbes } from './probes.ts';
import { type Target, targetsOf } from './targets.ts';

/**
 * Probes everything once: until each running container's question has its echo answered or timed out, and a silent target's
 * ARP or ND too, but at most `seconds`. `container`: the id of the only one to ask; undefined: all. Fault: tool-missing.
 */
export function probeOnce(
  observation: Observation,
  container: string | undefined,
  seconds: number,
): Promise<Result<Reach[]>> {
  if (toolPath('fping') === undefined)
    return Promise.resolve(failed(fault('tool-missing', { tool: 'fping', package: TOOLS.fping })));
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      const reached = probes.reached();
      probes.stop();
      resolve(ok(reached));
    };
    const timer = setTimeout(done, seconds * 1000);
    const probes = startProbes({
      only: container,
      onReach: (reached) => {
        if (reached.every((reach) => isSettled(reach, targetOf(reach, observation)))) done();
      },
    });
    probes.update(observation);
  });
}

/** Undefined: a question that nobody can be asked. */
const targetOf = (reach: Reach, observation: Observation): Target | undefined =>
  [...targetsOf([reach], observation).values()].flat()[0];

function isSettled({ measured }: Reach, target: Target | undefined): boolean {
  if (target === undefined || measured?.echo === 'yes') return true;
  return measured !== undefined && (!target.neighbour || measured.neighbour !== 'unknown');
}
