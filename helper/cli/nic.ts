// SPDX-License-Identifier: Apache-2.0

import { printInspect } from '../../model/docker/list.ts';
import { finding } from '../../model/finding.ts';
import type { InvocationOf } from '../../model/grammar/commands.ts';
import type { Link } from '../../model/link.ts';
import { type NicRow, nicRows } from '../../model/nic/rows.ts';
import { parentNames } from '../../model/preflight/parent.ts';
import { look } from './host.ts';
import { show, showRows } from './show.ts';
import { plain, sayFault, sentence } from './terminal.ts';

const COLUMNS = ['Name', 'Medium', 'State', 'Speed', 'Driver', 'MAC', 'MTU', 'Addresses', 'Owner', 'Fitness'];

/** The links that can be a parent; with --all the others too. */
export async function nicList({ flags }: InvocationOf<'nic ls'>): Promise<number> {
  const seen = await look();
  if (!seen.ok) {
    sayFault(seen.fault);
    return 1;
  }
  const rows = nicRows(seen.value).filter((row) => flags.all || row.candidate);
  return showRows(rows.map(lineOf), COLUMNS, flags.format, flags.quiet);
}

const stateOf = (link: Link): string => (!link.up ? 'down' : link.carrier ? 'up' : 'no carrier');

function lineOf({ link, owner, fitness }: NicRow) {
  return {
    ID: link.name,
    Name: plain(link.name),
    Medium: link.kind === '' ? link.medium : link.kind,
    State: stateOf(link),
    Speed: link.speed === undefined ? '' : `${link.speed} Mb/s`,
    Driver: link.driver ?? '',
    MAC: link.mac,
    MTU: String(link.mtu),
    Addresses: link.addresses
      .filter(({ scope }) => scope === 'global')
      .map(({ ip, prefix }) => `${ip}/${prefix}`)
      .join(' '),
    Owner: owner === undefined ? '' : `${owner.kind} ${plain(owner.name)}`,
    Fitness: fitness.macvlan.map(sentence).join(' '),
  };
}

export async function nicInspect({ args, flags }: InvocationOf<'nic inspect'>): Promise<number> {
  const seen = await look();
  if (!seen.ok) {
    sayFault(seen.fault);
    return 1;
  }
  const rows = nicRows(seen.value);
  const known = rows.filter(({ link }) => args.nic.includes(link.name));
  const printed = show(printInspect(known, flags.format));
  const unknown = args.nic.filter((name) => !rows.some(({ link }) => link.name === name));
  for (const parent of unknown)
    sayFault(finding('parent-missing', { parent, links: parentNames(seen.value) }));
  return unknown.length > 0 ? 1 : printed;
}
