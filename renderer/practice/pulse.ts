// SPDX-License-Identifier: Apache-2.0
import type { Observation } from '../../model/observation.ts';
import type { Rate, Reach } from '../../model/reach.ts';
import { predictReach } from '../../model/reachability.ts';

/** A number from 0 to 1 that a text and a tick always give the same. */
function chance(text: string, tick: number): number {
  let hash = 2166136261 ^ tick;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  return ((hash >>> 0) % 10007) / 10007;
}

/** Names that do not get out in the `trouble` scene, and one that loses packets. */
const SILENT = 'zigbee2mqtt';
const LOSSY = 'unifi';

const predicted = new WeakMap<object, Reach[]>();

/** Predictions change with the containers only; of a crowd only the ways out are asked for. */
function predictions(seen: Observation): Reach[] {
  const known = predicted.get(seen.containers);
  if (known) return known;
  const crowd = seen.containers.length > 50;
  const one = (container: Observation['containers'][number]) =>
    predictReach({ ...seen, containers: [container] });
  const made = crowd ? seen.containers.flatMap(one) : predictReach(seen);
  predicted.set(seen.containers, made);
  return made;
}

/** Every question answered as a healthy LAN would, but for the scene's troubles. */
export function pulseReach(seen: Observation, tick: number, trouble: boolean): Reach[] {
  const byId = new Map(seen.containers.map((one) => [one.spec.id, one]));
  return predictions(seen).flatMap((reach): Reach[] => {
    const from = byId.get(reach.from);
    const to = byId.get(reach.to);
    if (from?.state.status !== 'running') return [];
    const gone = to !== undefined && to.state.status !== 'running';
    const silent = trouble && (from.spec.name === SILENT || to?.spec.name === SILENT);
    const lossy = trouble && from.spec.name === LOSSY && reach.target === 'gateway';
    const answers = reach.predicted !== 'no' && !gone && !silent;
    const rtt = 0.18 + chance(reach.from + reach.to, tick) * 0.5 + (lossy ? 38 : 0);
    return [
      {
        ...reach,
        measured: {
          neighbour: answers ? 'yes' : 'no',
          echo: answers ? 'yes' : 'no',
          ...(answers ? { rtt } : {}),
          loss: answers ? (lossy ? 0.3 : 0) : 1,
          at: seen.at,
        },
      },
    ];
  });
}

export const pulseRates = (seen: Observation, tick: number): Rate[] =>
  seen.containers
    .filter((one) => one.state.status === 'running')
    .flatMap((one) =>
      one.endpoints.map((endpoint) => {
        const busy = one.spec.name === 'web' ? 2_400_000 : 9_000;
        const wave = 0.55 + 0.45 * Math.sin(tick / 5 + chance(one.spec.id, 0) * 6);
        return {
          container: one.spec.id,
          ifname: endpoint.ifname,
          rx: Math.round(busy * wave * (0.8 + 0.4 * chance(one.spec.id, tick))),
          tx: Math.round(busy * 0.4 * wave * (0.8 + 0.4 * chance(`${one.spec.id}t`, tick))),
          at: seen.at,
        };
      }),
    );
