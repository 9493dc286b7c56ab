// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../model/finding.ts';
import { linkNamed } from '../../model/link.ts';
import type { Observation } from '../../model/observation.ts';
import type { Reach } from '../../model/reach.ts';
import type { Subject } from './place.svelte.ts';
import { type Sign, signOfReach, wordOfLink, worstOf } from './sign.ts';

/** One thing that is not as it should be. `code` keys the catalogue's `trouble.*`. */
export interface Trouble {
  code: 'gateway-silent' | 'gateway-lossy' | 'exited' | 'parent-gone' | 'parent-down' | 'parent-no-carrier';
  sign: Sign;
  name: string;
  holes: Record<string, string | number>;
  subject: Subject;
  /** The prediction's reason, when there is one. */
  because?: Finding;
}

/** What needs a person, worst first: links under networks, then containers that do not reach out, then those that ended badly. */
export function troublesOf(observation: Observation, reaches: readonly Reach[]): Trouble[] {
  return [...linkTroubles(observation), ...reachTroubles(observation, reaches), ...endTroubles(observation)];
}

const LINK_CODES = { gone: 'parent-gone', down: 'parent-down', 'no-carrier': 'parent-no-carrier' } as const;

function linkTroubles(observation: Observation): Trouble[] {
  const parents = new Set(observation.networks.map((network) => network.parent));
  return [...parents].flatMap((name): Trouble[] => {
    const link = linkNamed(observation.links, name);
    const word = wordOfLink(link);
    if (word === 'up' || link?.kind === 'dummy') return [];
    const networks = observation.networks.filter((network) => network.parent === name);
    return [
      {
        code: LINK_CODES[word],
        sign: word === 'down' ? 'attention' : 'unreachable',
        name,
        holes: { link: name, networks: networks.map((network) => network.spec.name).join(', ') },
        subject: { kind: 'network', key: networks[0]?.spec.id ?? '' },
      },
    ];
  });
}

function reachTroubles(observation: Observation, reaches: readonly Reach[]): Trouble[] {
  return observation.containers
    .filter((container) => container.state.status === 'running')
    .flatMap((container) =>
      reaches
        .filter((reach) => reach.from === container.spec.id && reach.target === 'gateway')
        .flatMap((reach): Trouble[] => {
          const sign = signOfReach(reach);
          if (sign === 'reachable' || sign === 'unknown') return [];
          return [
            {
              code: sign === 'degraded' ? 'gateway-lossy' : 'gateway-silent',
              sign,
              name: container.spec.name,
              holes: { gateway: reach.ip, loss: Math.round((reach.measured?.loss ?? 0) * 100) },
              subject: { kind: 'container', key: container.spec.id },
              ...(reach.because === undefined ? {} : { because: reach.because }),
            },
          ];
        }),
    );
}

const endTroubles = (observation: Observation): Trouble[] =>
  observation.containers
    .filter((one) => one.state.status === 'exited' && ![undefined, 0, 143].includes(one.state.exitCode))
    .map((one) => ({
      code: 'exited',
      sign: 'attention',
      name: one.spec.name,
      holes: { exit: one.state.exitCode ?? 0 },
      subject: { kind: 'container', key: one.spec.id },
    }));

/** The whole host in one sign: the worst of its troubles; without any, reachable. */
export const verdictOf = (troubles: readonly Trouble[]): Sign =>
  worstOf(troubles.map((one) => one.sign)) ?? 'reachable';
