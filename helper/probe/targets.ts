// SPDX-License-Identifier: Apache-2.0
import { parseIp } from '../../model/net/ip.ts';
import { subnetAt, subnetHas } from '../../model/net/subnet.ts';
import type { Observation } from '../../model/observation.ts';
import type { Reach } from '../../model/reach.ts';

/** An address that a sandbox probes. */
export interface Target {
  ip: string;
  /** The link that it is asked for on. */
  link: string;
  /** Whether ARP or ND says anything of it: on the link's own subnet, and not in ipvlan's L3 modes. */
  neighbour: boolean;
}

/** What each running container's sandbox has to probe, so that those questions are answered. */
export function targetsOf(reaches: readonly Reach[], observation: Observation): Map<string, Target[]> {
  const bySandbox = new Map<string, Target[]>();
  for (const reach of reaches) {
    const container = observation.containers.find(({ spec }) => spec.id === reach.from);
    const endpoint = container?.endpoints.find(({ network }) => network === reach.network);
    if (container?.state.status !== 'running' || endpoint === undefined || reach.ip === '') continue;
    const targets = bySandbox.get(container.sandbox) ?? [];
    bySandbox.set(container.sandbox, targets);
    if (targets.some(({ ip }) => ip === reach.ip)) continue;
    const network = observation.networks.find(({ spec }) => spec.id === reach.network);
    const neighbour =
      !network?.spec.mode?.startsWith('l3') && endpoint.addresses.some((own) => isOnLink(own, reach.ip));
    targets.push({ ip: reach.ip, link: endpoint.ifname, neighbour });
  }
  return bySandbox;
}

function isOnLink(own: string, target: string): boolean {
  const [address = '', prefix] = own.split('/');
  const [ip, other] = [parseIp(address), parseIp(target)];
  return ip !== undefined && other !== undefined && subnetHas(subnetAt(ip, Number(prefix)), other);
}
