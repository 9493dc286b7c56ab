// SPDX-License-Identifier: Apache-2.0
import { familyOf, type Ip, intToIp, ipToInt, parseIp } from '../net/ip.ts';
import {
  broadcastOf,
  networkAddress,
  prefixOf,
  readSubnet,
  type Span,
  type Subnet,
  spanHas,
  spanOf,
} from '../net/subnet.ts';

/** What one address of a subnet is to a network; the later in this list wins, except that two that exclude each other are a conflict. */
export const CELL_KINDS = [
  'free',
  'dhcp',
  'seen',
  'ours',
  'reserved',
  'host',
  'gateway',
  'network',
  'broadcast',
  'conflict',
] as const;
export type CellKind = (typeof CELL_KINDS)[number];

export interface Cell {
  ip: Ip;
  kind: CellKind;
  /** In the part that is given out. */
  inRange: boolean;
  /** Whose it is: a container's or a reservation's name, a MAC. */
  who?: string;
}

/** What is known of a subnet's addresses. Texts as typed: what cannot be read counts as not given. */
export interface StripSources {
  subnet: string;
  gateway?: string;
  range?: string;
  /** Name to address. */
  reserved: Readonly<Record<string, string>>;
  /** Address to the container that holds it. */
  ours: ReadonlyMap<string, string>;
  hosts: readonly string[];
  /** Address to the MAC that answered for it. */
  seen: ReadonlyMap<string, string>;
  /** What the LAN's own DHCP server leases, first to last. */
  dhcp?: readonly { first: string; last: string }[];
}

/** Subnets up to this many addresses are drawn cell by cell. */
const CELLS = 256n;

export function readStripSubnet(text: string): Subnet | undefined {
  const reading = readSubnet(text);
  return reading.kind === 'subnet' ? reading.subnet : undefined;
}

export const isSmall = (subnet: Subnet): boolean => {
  const { first, last } = spanOf(subnet);
  return last - first < CELLS;
};

/** One cell per address of a subnet of at most 256 addresses, in order; none for a larger or unreadable one. */
export function stripCells(sources: StripSources): Cell[] {
  const subnet = readStripSubnet(sources.subnet);
  if (subnet === undefined || !isSmall(subnet)) return [];
  const { family, first, last } = spanOf(subnet);
  const marks = marksOf(sources, subnet);
  const range = spanOf(readStripSubnet(sources.range ?? '') ?? subnet);
  const dhcp = dhcpSpans(sources, subnet);
  return Array.from({ length: Number(last - first) + 1 }, (_, at): Cell => {
    const ip = intToIp(family, first + BigInt(at));
    const mark = marks.get(ip);
    return {
      ip,
      kind: mark?.kind ?? (dhcp.some((span) => spanHas(span, ip)) ? 'dhcp' : 'free'),
      inRange: spanHas(range, ip),
      ...(mark?.who ? { who: mark.who } : {}),
    };
  });
}

/** The readable parts of the DHCP pools, cut to the subnet. */
export function dhcpSpans({ dhcp = [] }: StripSources, subnet: Subnet): Span[] {
  const whole = spanOf(subnet);
  return dhcp.flatMap(({ first, last }) => {
    const [from, to] = [parseIp(first), parseIp(last)];
    if (from === undefined || to === undefined || familyOf(from) !== whole.family) return [];
    const [low, high] = [ipToInt(from), ipToInt(to)];
    if (low > whole.last || high < whole.first || low > high) return [];
    return [
      {
        family: whole.family,
        first: low < whole.first ? whole.first : low,
        last: high > whole.last ? whole.last : high,
      },
    ];
  });
}

interface Mark {
  kind: CellKind;
  who?: string;
}

/** Pairs that cannot both be: somebody else answers for an address that is ours, reserved for us to keep, or this host's. */
const EXCLUDING: readonly (readonly [CellKind, CellKind])[] = [
  ['ours', 'host'],
  ['ours', 'gateway'],
  ['ours', 'seen'],
];

export function marksOf(sources: StripSources, subnet: Subnet): Map<Ip, Mark> {
  const marks = new Map<Ip, Mark>();
  const put = (text: string | undefined, kind: CellKind, who?: string): void => {
    const ip = parseIp(text ?? '');
    if (ip === undefined || !spanHas(spanOf(subnet), ip)) return;
    const before = marks.get(ip)?.kind;
    const clash = EXCLUDING.some(
      (pair) => pair.includes(kind) && pair.some((one) => one === before && one !== kind),
    );
    marks.set(ip, { kind: clash ? 'conflict' : kind, ...(who === undefined ? {} : { who }) });
  };
  for (const [ip, mac] of sources.seen) put(ip, 'seen', mac);
  for (const [ip, name] of sources.ours) put(ip, 'ours', name);
  for (const [name, ip] of Object.entries(sources.reserved)) put(ip, 'reserved', name);
  for (const ip of sources.hosts) put(ip, 'host');
  put(sources.gateway, 'gateway');
  if (prefixOf(subnet) < (subnet.includes(':') ? 127 : 31)) put(networkAddress(subnet), 'network');
  put(broadcastOf(subnet), 'broadcast');
  return marks;
}

/** Addresses of each kind, and how many of the range are still free. */
export type StripCounts = Record<CellKind, number> & { given: number };

export function countsOf(sources: StripSources): StripCounts {
  const subnet = readStripSubnet(sources.subnet);
  const counts = Object.fromEntries(CELL_KINDS.map((kind) => [kind, 0])) as StripCounts;
  if (subnet === undefined) return { ...counts, given: 0 };
  const range = spanOf(readStripSubnet(sources.range ?? '') ?? subnet);
  let taken = 0n;
  for (const [ip, { kind }] of marksOf(sources, subnet)) {
    counts[kind] += 1;
    if (kind !== 'seen' && spanHas(range, ip)) taken += 1n;
  }
  for (const { first, last } of dhcpSpans(sources, subnet)) counts.dhcp += Number(last - first + 1n);
  return { ...counts, given: Number(range.last - range.first + 1n - taken) };
}
