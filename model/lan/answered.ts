// SPDX-License-Identifier: Apache-2.0
import { linkNamed } from '../link.ts';
import { type Ip, parseIp } from '../net/ip.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';

/** Who answered on a parent's LAN: address to MAC. */
export function answeredOn(
  parent: string,
  { answered = [] }: Pick<Observation, 'answered'>,
): Map<Ip, string> {
  const here = answered.filter((one) => one.parent === parent);
  return new Map(
    here.flatMap(({ ip, mac }) => {
      const read = parseIp(ip);
      return read === undefined ? [] : [[read, mac] as const];
    }),
  );
}

/** The parent's own addresses: nobody answers the host for them, so they are known and not asked for. */
export function hostsOn(
  network: Pick<Network, 'spec' | 'parent'>,
  observation: Pick<Observation, 'links'>,
): Ip[] {
  const parent = canAsk(network, observation) ? linkNamed(observation.links, network.parent) : undefined;
  return (parent?.addresses ?? []).flatMap(({ ip }) => parseIp(ip) ?? []);
}

/** The network's option by which its LAN is not asked before an address is given: `off`. */
export const PROBE_OPTION = 'lanyard.probe';
export const PROBE_VALUES = ['on', 'off'] as const;

/**
 * Whether a network's LAN can be asked who has an address: not where nobody could answer, and not in ipvlan's L3
 * modes, whose addresses are routed and never asked for (an internal network is on the LAN all the same).
 */
export function canAsk(
  network: Pick<Network, 'spec' | 'parent'>,
  { links }: Pick<Observation, 'links'>,
): boolean {
  const { options, mode } = network.spec;
  if (options[PROBE_OPTION] === 'off' || mode === 'l3' || mode === 'l3s') return false;
  const parent = linkNamed(links, network.parent);
  return parent !== undefined && isLive(parent);
}

/** Up, with a carrier, and with a LAN behind it. */
export const isLive = ({ up, carrier, kind, medium }: Observation['links'][number]): boolean =>
  up && carrier && kind !== 'dummy' && medium !== 'loopback';
