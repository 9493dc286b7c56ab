// SPDX-License-Identifier: Apache-2.0
import { type Finding, type FindingCode, finding } from '../finding.ts';
import { type Keeper, type Link, linkAt } from '../link.ts';
import type { Observation } from '../observation.ts';

const WORDS = {
  networkd: 'kept-networkd',
  ifupdown: 'kept-ifupdown',
} as const satisfies Record<Exclude<Keeper['by'], 'NetworkManager'>, FindingCode>;

/** Who configures the link, or the one that it sits on, and what that may do to what Lanyard makes there. */
export function judgeKeeper(link: Link, observation: Observation): Finding[] {
  const kept = link.keeper ? link : linkAt(observation.links, link.parentElsewhere ? undefined : link.parent);
  if (kept?.keeper === undefined) return [];
  const { by, profile, netplan } = kept.keeper;
  const parent = kept.name;
  return [
    by === 'NetworkManager'
      ? finding('kept-networkmanager', { parent, profile: profile ?? by, devices: devicesOf(parent) })
      : finding(WORDS[by], { parent, profile: profile ?? by }),
    ...(netplan ? [finding('kept-netplan', { parent, by })] : []),
  ];
}

/** What Lanyard makes on it, as NetworkManager.conf(5) names devices; ID stands for the VLAN's. */
const devicesOf = (parent: string): string => `interface-name:ly-*;interface-name:${parent}.ID`;
