// SPDX-License-Identifier: Apache-2.0
import type { Container } from '../container.ts';
import { type Finding, finding } from '../finding.ts';
import { answeredOn, canAsk, hostsOn } from '../lan/answered.ts';
import { isByDhcp } from '../lan/by-dhcp.ts';
import { type Ip, parseIp } from '../net/ip.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';

/** Refuses an address that somebody on the parent's LAN has answered for. */
export function judgeOnLan(ip: Ip, parent: string, observation: Observation): Finding[] {
  const mac = answeredOn(parent, observation).get(ip);
  return mac === undefined ? [] : [finding('ip-on-lan', { ip, mac, parent })];
}

/** Refuses an address that the host itself has on the parent. */
export const judgeOnHost = (ip: Ip, network: Network, observation: Observation): Finding[] =>
  hostsOn(network, observation).includes(ip) ? [finding('ip-on-host', { ip, parent: network.parent })] : [];

/** Refuses the addresses that a stopped container has kept, and somebody has taken meanwhile. */
export const judgeKept = (container: Container, observation: Observation): Finding[] =>
  container.endpoints.flatMap(({ network: id, addresses }, index) => {
    const network = observation.networks.find(({ spec }) => spec.id === id);
    return addresses.flatMap((address) => {
      const ip = parseIp(address.slice(0, address.indexOf('/')));
      const said = ip && network ? judgeOnLan(ip, network.parent, observation) : [];
      return said.map((one) => ({ ...one, field: `endpoints.${index}.ip` }));
    });
  });

/** Says that the LAN is not asked because the tool for it is not there. Of an observation that looked for no tools nothing is said. */
export function judgeAskable(network: Network, observation: Observation): Finding[] {
  const { tools } = observation.host;
  const missing = tools.ip !== undefined && tools['arp-scan'] === undefined;
  return missing && canAsk(network, observation) && !isByDhcp(network.spec)
    ? [finding('lan-unasked', { parent: network.parent, package: 'arp-scan' })]
    : [];
}
