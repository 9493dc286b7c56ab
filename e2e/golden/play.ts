// SPDX-License-Identifier: Apache-2.0

import type { Ip } from '../../model/net/ip.ts';
import { macOfIpv4 } from '../../model/net/mac.ts';
import type { Bench } from './bench.ts';
import type { Case } from './case.ts';
import type { Difference } from './differences.ts';
import type { Names } from './names.ts';
import type { Snapshot } from './snapshot.ts';

/** A network as its create asked for it. */
export interface Asked {
  parent: string;
  driver: string;
  subnets: string[];
  ipv6: boolean;
  /** Of its containers' links, where it asks for one. */
  mtu: number | undefined;
}

/** One case while it is played. */
export interface Play {
  bench: Bench;
  names: Names;
  recording: Case;
  /** The host after the last step. */
  last: Snapshot;
  /** Networks that ours has, by name. */
  networks: Map<string, Asked>;
  /** Networks that the recording has and ours refused. */
  refused: Set<string>;
  /** Networks that ours has and the recording refused. */
  extra: Set<string>;
  /** Prefixes of pools that the recorded host drew, and those that ours drew instead. */
  drawn: Map<string, string>;
  /** Containers that run with an address that Docker had given away while they were stopped. */
  kept: Set<string>;
  /** Not the same containers run: parents are promiscuous at other times. */
  apart: boolean;
  /** Links that Docker left behind after a failed create. */
  leaked: Set<string>;
  /** Containers that the recording left behind after a failed run, with that run's words. */
  phantoms: Map<string, string[]>;
  /** MACs that were asked for, by container. */
  macs: Map<string, string>;
  /** Addresses that ours gave where the recording has another, `container address` -> address. */
  moved: Map<string, string>;
  /** The last address that ours gave to each container on each network. */
  given: Map<string, string>;
  used: Set<Difference>;
  problems: string[];
}

export const say = (play: Play, n: number, what: string): void => {
  play.problems.push(`step ${n}: ${what}`);
};

/** Go's nil, an empty list and an empty map: which of them `inspect` prints hangs on the way an endpoint came to be. */
export const orNothing = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? null : value;

/** Says it when the two differ, by their JSON. */
export function same(play: Play, n: number, what: string, expected: unknown, got: unknown): void {
  const [a, b] = [canonical(expected), canonical(got)];
  if (a !== b) say(play, n, `${what}: expected ${a}, got ${b}`);
}

const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

export const canonical = (value: unknown): string => JSON.stringify(value, sorted) ?? 'nothing';

/** The address that ours gave where the recording says `ip`. */
export const addressOf = (play: Play, container: string, ip: string): string =>
  play.moved.get(`${container} ${ip}`) ?? ip;

/** The MAC that a container must have: the one asked for, or by difference `mac`; a pattern where only its kind is said. */
export function macFor(play: Play, container: string, recorded: string, ip: string): string {
  const asked = play.macs.get(container);
  if (recorded === '' || recorded === asked) return recorded;
  play.used.add('mac');
  return ip === '' ? '02:*' : macOfIpv4(ip as Ip);
}

export const macFits = (expected: string, got: string): boolean =>
  expected.endsWith('*') ? got.startsWith(expected.slice(0, -1)) : expected === got;
