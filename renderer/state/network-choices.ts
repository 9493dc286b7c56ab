// SPDX-License-Identifier: Apache-2.0
import type { Link } from '../../model/link.ts';
import { type Driver, IPVLAN_FLAGS, MODES } from '../../model/network.ts';
import type { Observation } from '../../model/observation.ts';
import { nicsOf } from './lanes.ts';
import { fitnessOf } from './nic-facts.ts';

/** Where a network's IPv4 addresses come from: its own pools, or the LAN's DHCP server. */
export const IPAMS = ['default', 'dhcp'] as const;
export type Ipam = (typeof IPAMS)[number];

/** A driver's modes, and ipvlan's flags; the first is the default. */
export const modesOf = (driver: Driver): readonly string[] => MODES[driver];
export const flagsOf = (driver: Driver): readonly string[] => (driver === 'ipvlan' ? IPVLAN_FLAGS : []);

/** The NIC that most people will want: one that fits, has an address and the default route, else the first that fits. */
export function likelyNic(observation: Observation): Link | undefined {
  const fits = nicsOf(observation).filter((link) => fitnessOf(link, observation).grade === 'fits');
  const out = observation.routes.find((route) => route.to === 'default')?.dev;
  return fits.find((link) => link.name === out) ?? fits.find((link) => link.addresses.length > 0) ?? fits[0];
}
