// SPDX-License-Identifier: Apache-2.0
import { type Finding, isError } from '../finding.ts';
import { type Link, linkAt } from '../link.ts';
import { DRIVERS, type Driver } from '../network.ts';
import type { Observation } from '../observation.ts';
import { judgeParent, networksOn } from '../preflight/parent.ts';
import { type Nature, natureOf } from './nature.ts';

/** One link of the host, as a person sees it who looks for a parent. */
export interface NicRow {
  link: Link;
  nature: Nature;
  /** Could be chosen as a parent, by what it is; `fitness` says whether that works. Not so loopback, tunnels, the kernel's own, and ends that another program or Lanyard itself made. */
  candidate: boolean;
  /** The bridge, bond or team that it is a port of. */
  owner?: { name: string; kind: string };
  /** The link that it sits on itself. */
  on?: string;
  /** Names of what sits on it in the host's namespace: sub-interfaces, macvlans, shims. */
  carries: string[];
  /** Names of its ports, when it is a bridge, a bond or a team. */
  ports: string[];
  /** Names of the networks whose parent it is. */
  networks: string[];
  /** How many running containers hang on those. */
  running: number;
  /** What is to be said of it as a parent, by driver; empty: nothing speaks against it. */
  fitness: Record<Driver, Finding[]>;
  /** The drivers that it can be a parent for: no error in their fitness. */
  drivers: Driver[];
}

/** Every link of the host, the best candidates for a parent first, then by name. */
export function nicRows(observation: Observation): NicRow[] {
  return observation.links
    .map((link) => nicRow(link, observation))
    .sort((a, b) => worth(b) - worth(a) || byName(a.link.name, b.link.name));
}

export function nicRow(link: Link, observation: Observation): NicRow {
  const { links } = observation;
  const nature = natureOf(link);
  const owner = linkAt(links, link.master);
  const on = link.parentElsewhere ? undefined : linkAt(links, link.parent);
  const networks = networksOn(link.name, observation);
  const ids = networks.map(({ spec }) => spec.id);
  const candidate = CANDIDATES.has(nature) && !isSomebodysEnd(link, observation);
  const fitness = Object.fromEntries(
    DRIVERS.map((driver) => [driver, judgeParent(link, driver, observation)]),
  ) as Record<Driver, Finding[]>;
  return {
    link,
    nature,
    candidate,
    carries: links
      .filter((one) => one.parent === link.ifindex && !one.parentElsewhere && one.ifindex !== link.ifindex)
      .map(({ name }) => name),
    ports: links.filter((one) => one.master === link.ifindex).map(({ name }) => name),
    networks: networks.map(({ spec }) => spec.name),
    running: observation.containers.filter(
      ({ state, endpoints }) =>
        state.status === 'running' && endpoints.some(({ network }) => ids.includes(network)),
    ).length,
    fitness,
    drivers: candidate ? DRIVERS.filter((driver) => !fitness[driver].some(isError)) : [],
    ...(owner === undefined ? {} : { owner: { name: owner.name, kind: owner.kind } }),
    ...(on === undefined ? {} : { on: on.name }),
  };
}

const CANDIDATES: ReadonlySet<Nature> = new Set([
  'physical',
  'wifi',
  'bridge',
  'bond',
  'sub-interface',
  'veth',
  'dummy',
  'other',
]);

/** A veth in a bridge is another program's container or VM; a dummy of ours hangs on its network alone. */
const isSomebodysEnd = (link: Link, { networks }: Observation): boolean =>
  (link.kind === 'veth' && link.master !== undefined) ||
  (link.kind === 'dummy' && networks.some(({ madeLinks }) => madeLinks.includes(link.name)));

/** Fit for all drivers, fit for one, unfit by its state, no candidate at all; within that, real ones first. */
function worth({ candidate, drivers, fitness, nature }: NicRow): number {
  if (!candidate) return -1;
  const clear = (driver: Driver): boolean => fitness[driver].every(({ severity }) => severity === 'note');
  const remarks = drivers.some(clear) ? 1 : 0;
  return drivers.length * 4 + remarks * 2 + (nature === 'physical' || nature === 'bond' ? 1 : 0);
}

/** `eth2` before `eth10`; not by the machine's language. */
function byName(a: string, b: string): number {
  const [x, y] = [a, b].map((name) => /^(.*?)(\d*)$/.exec(name));
  const [head, other] = [x?.[1] ?? a, y?.[1] ?? b];
  if (head !== other) return head < other ? -1 : 1;
  return Number(x?.[2] ?? 0) - Number(y?.[2] ?? 0);
}
