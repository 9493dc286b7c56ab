// SPDX-License-Identifier: Apache-2.0
import { isByDhcp } from '../../model/lan/by-dhcp.ts';
import type { Network } from '../../model/network.ts';
import { w } from './words.svelte.ts';

/** Where a network's containers have their addresses from, each in a few letters: the LAN's DHCP, a subnet, SLAAC. */
export const addressSources = ({ spec, pools }: Pick<Network, 'spec' | 'pools'>): string[] => [
  ...(isByDhcp(spec) ? [w('ipam.dhcp-short')] : []),
  ...pools.map(({ subnet }) => subnet),
  ...(spec.slaac ? [w('slaac.short')] : []),
];
