// SPDX-License-Identifier: Apache-2.0
import type { Link } from '../link.ts';

/** What a link is to a person who chooses a parent. */
export const NATURES = [
  'physical',
  'wifi',
  'loopback',
  'bridge',
  'bond',
  'sub-interface',
  'macvlan',
  'ipvlan',
  'veth',
  'dummy',
  'tunnel',
  'tap',
  'internal',
  'other',
] as const;
export type Nature = (typeof NATURES)[number];

/** rtnetlink's kinds (IFLA_INFO_KIND), by what they are to us; a kind that is not here is `other`, and keeps its name in the link. */
const BY_KIND: Partial<Record<string, Nature>> = {
  bridge: 'bridge',
  openvswitch: 'bridge',
  bond: 'bond',
  team: 'bond',
  vlan: 'sub-interface',
  macvlan: 'macvlan',
  macvtap: 'macvlan',
  ipvlan: 'ipvlan',
  ipvtap: 'ipvlan',
  veth: 'veth',
  dummy: 'dummy',
  tun: 'tap',
  vxlan: 'tunnel',
  geneve: 'tunnel',
  gre: 'tunnel',
  gretap: 'tunnel',
  erspan: 'tunnel',
  ip6gre: 'tunnel',
  ip6gretap: 'tunnel',
  ip6tnl: 'tunnel',
  ipip: 'tunnel',
  sit: 'tunnel',
  vti: 'tunnel',
  vti6: 'tunnel',
  wireguard: 'tunnel',
  xfrm: 'tunnel',
  ppp: 'tunnel',
  ifb: 'internal',
  vrf: 'internal',
  nlmon: 'internal',
  vcan: 'internal',
};

export function natureOf(link: Link): Nature {
  if (link.medium === 'loopback' || link.medium === 'wifi') return link.medium;
  if (link.kind !== '') return BY_KIND[link.kind] ?? 'other';
  return link.medium === 'physical' ? 'physical' : 'other';
}
