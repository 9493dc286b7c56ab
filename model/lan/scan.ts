// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';
import { linkNamed } from '../link.ts';
import { type Ip, ipToInt, parseIp } from '../net/ip.ts';
import { prefixOf, readSubnet, type Subnet, subnetAt } from '../net/subnet.ts';
import type { Observation } from '../observation.ts';
import { parentNames } from '../preflight/parent.ts';
import { isLive } from './answered.ts';
import type { Offer } from './dhcp-packet.ts';
import type { Scan } from './scan-result.ts';

/** The largest subnet that is asked through: 4094 addresses, some seconds. */
const LARGEST = 20;

/** The subnet that a scan is of: the one named, else the parent's own. Or why it cannot be. */
export function scanSubnet(
  parent: string,
  text: string | undefined,
  observation: Observation,
): Subnet | Finding {
  const link = linkNamed(observation.links, parent);
  if (link === undefined)
    return finding('parent-missing', { parent, links: parentNames(observation) }, 'parent');
  if (!isLive(link)) return finding('scan-unready', { parent }, 'parent');
  if (text === undefined) {
    const own = link.addresses.find(({ family, scope }) => family === 4 && scope === 'global');
    const ip = own && parseIp(own.ip);
    return ip === undefined || own === undefined
      ? finding('scan-without-subnet', { parent }, 'subnet')
      : limited(subnetAt(ip, own.prefix));
  }
  const reading = readSubnet(text);
  if (reading.kind === 'subnet') return limited(reading.subnet);
  return reading.kind === 'bad'
    ? finding('subnet-bad', { subnet: text }, 'subnet')
    : finding('subnet-host-bits', { subnet: text, meant: reading.meant }, 'subnet', {
        field: 'subnet',
        value: reading.meant,
      });
}

function limited(subnet: Subnet): Subnet | Finding {
  if (subnet.includes(':')) return finding('scan-not-ipv4', { subnet }, 'subnet');
  return prefixOf(subnet) < LARGEST
    ? finding('scan-large', { subnet, most: `/${LARGEST}` }, 'subnet')
    : subnet;
}

/** From the lowest to the highest address that each server offered. */
export function poolsOffered(offers: readonly Offer[]): Scan['dhcp'] {
  const servers = [...new Set(offers.map(({ server }) => server))].sort(byAddress);
  return servers.flatMap((server) => {
    const ips = offers
      .filter((one) => one.server === server)
      .map(({ ip }) => ip)
      .sort(byAddress);
    const [first, last] = [ips[0], ips.at(-1)];
    return first === undefined || last === undefined ? [] : [{ server, first, last }];
  });
}

export const byAddress = (one: Ip, other: Ip): number => Number(ipToInt(one) - ipToInt(other));
