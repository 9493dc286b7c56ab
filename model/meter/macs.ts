// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';
import { type Link, linkNamed } from '../link.ts';
import { nicsUnder } from '../nic/under.ts';
import type { Observation } from '../observation.ts';

/** The MACs that a switch learns on the port of one NIC, as far as this host can know. */
export interface MacMeter {
  /** All of them, each once. */
  macs: string[];
  /** Of those: running containers of our networks, and links of macvlan kind in the host's namespace, shims among them. */
  containers: number;
  links: number;
  finding?: Finding;
}

/**
 * What switch ports with port security let through at most before they drop or shut down: Cisco IOS's default; the most
 * that HPE's static and its limited-continuous learning take; the most of TP-Link's JetStream switches.
 */
export const PORT_LIMITS = [1, 8, 32, 64] as const;

/** Above this it is a warning: few ports with any limit take more, and switches' tables begin to fill. */
const MANY = 32;

/**
 * The NIC's own MAC and its sub-interfaces', those of containers on macvlan networks above it, of shims and of macvlans
 * that others made. ipvlan adds none. A macvlan in somebody else's namespace cannot be seen.
 */
export function macMeter(nic: Link, observation: Observation): MacMeter {
  const { links, networks, containers } = observation;
  const onIt = (link: Link): boolean =>
    nicsUnder(link, observation).some(({ ifindex }) => ifindex === nic.ifindex);
  const above = links.filter((link) => link.medium !== 'loopback' && onIt(link));
  const made = above.filter(({ kind }) => kind === 'macvlan' || kind === 'macvtap');
  const nets = networks.filter(({ spec, parent }) => {
    const link = linkNamed(links, parent);
    return spec.driver === 'macvlan' && link !== undefined && onIt(link);
  });
  const run = containers
    .filter(({ state }) => state.status === 'running')
    .flatMap(({ endpoints }) => endpoints)
    .filter(({ network }) => nets.some(({ spec }) => spec.id === network));
  const macs = new Set([...above, ...run].map(({ mac }) => mac.toLowerCase()).filter((mac) => mac !== ''));
  const said = judge(nic.name, macs.size);
  return {
    macs: [...macs].sort(),
    containers: run.length,
    links: made.length,
    ...(said === undefined ? {} : { finding: said }),
  };
}

function judge(nic: string, count: number): Finding | undefined {
  const limit = PORT_LIMITS.findLast((most) => count > most);
  if (limit === undefined) return undefined;
  return finding(count > MANY ? 'macs-many' : 'macs-several', { nic, count, limit });
}
