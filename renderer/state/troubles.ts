// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../model/finding.ts';
import { linkNamed } from '../../model/link.ts';
import type { Network } from '../../model/network.ts';
import type { Observation } from '../../model/observation.ts';
import type { Reach } from '../../model/reach.ts';
import { seatsOn } from './lanes.ts';
import type { Subject } from './place.svelte.ts';
import type { ReachIndex } from './reach-index.ts';
import { badness, type Sign, signOfReach, wordOfLink, worstOf } from './sign.ts';

/** One thing that is not as it should be. `code` keys the catalogue's `trouble.*`. */
export interface Trouble {
  code:
    | 'gateway-silent'
    | 'gateway-silent-many'
    | 'gateway-lossy'
    | 'exited'
    | 'parent-gone'
    | 'parent-down'
    | 'parent-no-carrier';
  sign: Sign;
  name: string;
  holes: Record<string, string | number | string[]>;
  subject: Subject;
  /** The prediction's reason, when there is one. */
  because?: Finding;
}

/** What needs a person, causes first: links under networks, then what does not reach out over links that are well, then what ended badly. */
export function troublesOf(observation: Observation, reaches: ReachIndex): Trouble[] {
  const links = linkTroubles(observation);
  const broken = new Set(links.map((trouble) => trouble.name));
  const sound = observation.networks.filter((network) => !broken.has(network.parent));
  const reach = sound.flatMap((network) => reachTroubles(network, observation, reaches));
  return [
    ...links,
    ...reach.toSorted((a, b) => badness(b.sign) - badness(a.sign)),
    ...endTroubles(observation),
  ];
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
        holes: {
          link: name,
          networks: networks.map((network) => network.spec.name),
          count: networks.length,
        },
        subject: { kind: 'network', key: networks[0]?.spec.id ?? '' },
      },
    ];
  });
}

interface Silent {
  id: string;
  name: string;
  reach: Reach;
  sign: Sign;
}

/** On one network; from this many containers on, silence is the network's trouble and not each one's. */
const MANY = 3;

function reachTroubles(network: Network, observation: Observation, reaches: ReachIndex): Trouble[] {
  const found = seatsOn(network, observation.containers).flatMap(({ container }): Silent[] => {
    const reach = reaches.gateway(container.spec.id, network.spec.id);
    if (container.state.status !== 'running' || reach === undefined) return [];
    const sign = signOfReach(reach);
    const well = sign === 'reachable' || sign === 'unknown';
    return well ? [] : [{ id: container.spec.id, name: container.spec.name, reach, sign }];
  });
  const silent = found.filter((one) => one.sign !== 'degraded');
  if (silent.length < MANY) return found.map(oneTrouble);
  return [manyTrouble(network, silent), ...found.filter((one) => one.sign === 'degraded').map(oneTrouble)];
}

const oneTrouble = ({ id, name, reach, sign }: Silent): Trouble => ({
  code: sign === 'degraded' ? 'gateway-lossy' : 'gateway-silent',
  sign,
  name,
  holes: { gateway: reach.ip, loss: Math.round((reach.measured?.loss ?? 0) * 100) },
  subject: { kind: 'container', key: id },
  ...(reach.because === undefined ? {} : { because: reach.because }),
});

const manyTrouble = (network: Network, silent: readonly Silent[]): Trouble => ({
  code: 'gateway-silent-many',
  sign: 'unreachable',
  name: network.spec.name,
  holes: { gateway: silent[0]?.reach.ip ?? '', count: silent.length },
  subject: { kind: 'network', key: network.spec.id },
});

/** Ended by itself (0) or by TERM (143) is no trouble. */
const QUIET = [undefined, 0, 143];

const endTroubles = (observation: Observation): Trouble[] =>
  observation.containers
    .filter((one) => one.state.status === 'exited' && !QUIET.includes(one.state.exitCode))
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
