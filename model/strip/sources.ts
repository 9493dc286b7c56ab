// SPDX-License-Identifier: Apache-2.0
import type { Scan } from '../lan/scan-result.ts';
import type { PoolSpec } from '../network.ts';
import type { Observation } from '../observation.ts';
import type { StripSources } from './cells.ts';

const SILENT = ['FAILED', 'INCOMPLETE', 'NONE'];

/** What the host knows of a pool's addresses, and what a scan of its LAN found. */
export function stripSources(pool: PoolSpec, observation: Observation, scan?: Scan): StripSources {
  const ours = new Map<string, string>();
  const macs = new Set<string>();
  for (const container of observation.containers)
    for (const endpoint of container.endpoints) {
      macs.add(endpoint.mac);
      for (const address of endpoint.addresses) ours.set(bare(address), container.spec.name);
    }
  const seen = observation.neighbours
    .filter(
      (one) => one.mac !== undefined && !macs.has(one.mac) && !one.states.some((s) => SILENT.includes(s)),
    )
    .map((one) => [one.ip, one.mac ?? ''] as const);
  const answered = (observation.answered ?? [])
    .filter(({ mac }) => !macs.has(mac))
    .map(({ ip, mac }) => [ip, mac] as const);
  const scanned = (scan?.seen ?? [])
    .filter(({ mac }) => !macs.has(mac))
    .map(({ ip, mac, maker }) => [ip, maker === undefined ? mac : `${mac} ${maker}`] as const);
  return {
    subnet: pool.subnet,
    ...(pool.gateway === undefined ? {} : { gateway: pool.gateway }),
    ...(pool.range === undefined ? {} : { range: pool.range }),
    reserved: pool.reserved,
    ours,
    hosts: observation.links.flatMap((link) => link.addresses.map((one) => one.ip)),
    seen: new Map([...seen, ...answered, ...scanned]),
    ...(scan === undefined ? {} : { dhcp: scan.dhcp }),
  };
}

const bare = (address: string): string => address.split('/')[0] ?? address;
