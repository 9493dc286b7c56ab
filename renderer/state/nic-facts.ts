// SPDX-License-Identifier: Apache-2.0

import type { Finding } from '../../model/finding.ts';
import { isError } from '../../model/finding.ts';
import type { Link } from '../../model/link.ts';
import { nicRow } from '../../model/nic/rows.ts';
import type { Observation } from '../../model/observation.ts';
import type { IconName } from '../parts/icons.ts';
import { type Sign, wordOfLink } from './sign.ts';
import { w } from './words.svelte.ts';

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
  /** What speaks against it. */
  findings: Finding[];
  /** What is good to know, and speaks against nothing. */
  notes: Finding[];
}

/** As the parent of a macvlan network; what only ipvlan can do counts as poor. */
export function fitnessOf(link: Link, observation: Observation): Fitness {
  const { macvlan, ipvlan } = nicRow(link, observation).fitness;
  const notes = macvlan.filter((one) => one.severity === 'note');
  if (macvlan.some(isError) && ipvlan.some(isError))
    return { grade: 'never', sign: 'unreachable', findings: macvlan.filter(isError), notes };
  const findings = macvlan.filter((one) => one.severity !== 'note');
  const carries = link.up && link.carrier;
  if (findings.length > 0)
    return { grade: 'poor', sign: carries ? 'attention' : 'unreachable', findings, notes };
  return { grade: 'fits', sign: 'reachable', findings, notes };
}

/** What speaks against a link, in three words: the first that does. */
export function shortOf(link: Link, { findings }: Fitness): string {
  const [first] = findings;
  if (first === undefined) return w('nic.fits-word');
  const { code, facts } = first;
  const text = (key: string): string => String(facts[key] ?? '');
  if (code === 'parent-port') return w('nic.short-port', { master: text('master') });
  if (code === 'parent-wifi') return w('nic.wifi-word');
  if (code.startsWith('parent-vm')) return w('nic.short-vm');
  if (code.startsWith('parent-cloud')) return w('nic.short-cloud');
  if (code === 'module-missing' || code === 'kernel-old') return w('nic.short-module');
  if (['parent-other-driver', 'parent-passthru'].includes(code))
    return w('nic.short-held', { network: text('network') });
  const state = wordOfLink(link);
  return state === 'up' ? w('nic.short-other') : w(`link.${state}`);
}
