// SPDX-License-Identifier: Apache-2.0

import type { Finding } from '../../model/finding.ts';
import { isError } from '../../model/finding.ts';
import type { Link } from '../../model/link.ts';
import { nicRow } from '../../model/nic/rows.ts';
import type { Observation } from '../../model/observation.ts';
import type { IconName } from '../parts/icons.ts';
import type { Sign } from './sign.ts';

export function iconOfLink(link: Link | undefined): IconName {
  if (link?.medium === 'wifi') return 'wifi';
  return link?.kind === 'bridge' || link?.kind === 'bond' ? 'bridge' : 'nic';
}

/** Addresses with a prefix that a person would name: not link-local. */
export const shownAddresses = (link: Link | undefined): string[] =>
  (link?.addresses ?? [])
    .filter((one) => one.scope !== 'link' && one.scope !== 'host')
    .map((one) => `${one.ip}/${one.prefix}`);

/** Whether a link will do as a parent: fits; poor: it can, and will disappoint; never: it cannot. */
export interface Fitness {
  grade: 'fits' | 'poor' | 'never';
  sign: Sign;
  findings: Finding[];
}

/** As the parent of a macvlan network; what only ipvlan can do counts as poor. */
export function fitnessOf(link: Link, observation: Observation): Fitness {
  const { macvlan, ipvlan } = nicRow(link, observation).fitness;
  if (macvlan.some(isError) && ipvlan.some(isError))
    return { grade: 'never', sign: 'unreachable', findings: macvlan };
  const said = macvlan.filter((one) => one.severity !== 'note');
  const carries = link.up && link.carrier;
  if (said.length > 0) return { grade: 'poor', sign: carries ? 'attention' : 'unreachable', findings: said };
  return { grade: 'fits', sign: 'reachable', findings: [] };
}
