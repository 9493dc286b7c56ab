// SPDX-License-Identifier: Apache-2.0

import { printInspect } from '../../model/docker/list.ts';
import { type Finding, finding } from '../../model/finding.ts';
import type { InvocationOf } from '../../model/grammar/commands.ts';
import type { Link } from '../../model/link.ts';
import { type MacMeter, macMeter } from '../../model/meter/macs.ts';
import { type NicRow, nicRows } from '../../model/nic/rows.ts';
import { parentNames } from '../../model/preflight/parent.ts';
import { look } from './host.ts';
import { show, showRows } from './show.ts';
import { plain, sayFault, sentence } from './terminal.ts';

const COLUMNS = [
  ...['Name', 'Medium', 'State', 'Speed', 'Driver', 'MAC', 'MACs', 'MTU', 'Addresses', 'Owner', 'Keeper'],
  'Fitness',
];

/** The links that can be a parent; with --all the others too. */
export async function nicList({ flags }: InvocationOf<'nic ls'>): Promise<number> {
  const seen = await look();
  if (!seen.ok) {
    sayFault(seen.fault);
    return 1;
  }
  const rows = nicRows(seen.value).filter((row) => flags.all || row.candidate);
  const lines = rows.map((row) => lineOf(row, macMeter(row.link, seen.value)));
  return showRows(lines, COLUMNS, flags.format, flags.quiet);
}

const stateOf = (link: Link): string => (!link.up ? 'down' : link.carrier ? 'up' : 'no carrier');

/** What speaks against it: for macvlan, then what only ipvlan meets. Notes have columns of their own, and `nic inspect` has their sentences. */
function fitnessText({ fitness }: NicRow, macs: MacMeter): string {
  const only = fitness.ipvlan.filter((one) => fitness.macvlan.every(({ code }) => code !== one.code));
  const text = (found: readonly Finding[]): string[] =>
    found.filter(({ severity }) => severity !== 'note').map(sentence);
  return [
    ...text(fitness.macvlan),
    ...text(only).map((said) => `ipvlan: ${said}`),
    ...text(macs.finding === undefined ? [] : [macs.finding]),
  ].join(' ');
}

const keeperText = ({ keeper }: Link): string =>
  keeper === undefined
    ? ''
    : [keeper.by, keeper.profile && `(${plain(keeper.profile)})`, keeper.netplan && 'netplan']
        .filter(Boolean)
        .join(' ');

function lineOf(row: NicRow, macs: MacMeter) {
  const { link, owner } = row;
  return {
    ID: link.name,
    Name: plain(link.name),
    Medium: link.kind === '' ? link.medium : link.kind,
    State: stateOf(link),
    Speed: link.speed === undefined ? '' : `${link.speed} Mb/s`,
    Driver: link.driver ?? '',
    MAC: link.mac,
    MACs: String(macs.macs.length),
    MTU: String(link.mtu),
    Addresses: link.addresses
      .filter(({ scope }) => scope === 'global')
      .map(({ ip, prefix }) => `${ip}/${prefix}`)
      .join(' '),
    Owner: owner === undefined ? '' : `${owner.kind} ${plain(owner.name)}`,
    Keeper: keeperText(link),
    Fitness: fitnessText(row, macs),
  };
}

export async function nicInspect({ args, flags }: InvocationOf<'nic inspect'>): Promise<number> {
  const seen = await look();
  if (!seen.ok) {
    sayFault(seen.fault);
    return 1;
  }
  const rows = nicRows(seen.value);
  const known = rows
    .filter(({ link }) => args.nic.includes(link.name))
    .map((row) => ({ ...row, macs: macMeter(row.link, seen.value) }));
  const printed = show(printInspect(known, flags.format));
  const unknown = args.nic.filter((name) => !rows.some(({ link }) => link.name === name));
  for (const parent of unknown)
    sayFault(finding('parent-missing', { parent, links: parentNames(seen.value) }));
  return unknown.length > 0 ? 1 : printed;
}
