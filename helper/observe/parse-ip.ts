// SPDX-License-Identifier: Apache-2.0
import type { Link, LinkAddress, Neighbour, Route } from '../../model/link.ts';

/** What one namespace's kernel says of itself. */
export interface Seen {
  links: Link[];
  routes: Route[];
  neighbours: Neighbour[];
}

/** The batch whose output `parseIp` reads. `route show` alone would give IPv4 only; all tables give both families. */
export const IP_BATCH = 'addr show\nroute show table all\nneigh show\n';
export const IP_FLAGS = ['-d', '-s', '-j', '-batch', '-'] as const;

type Json = Record<string, unknown>;

/** Reads the output of `ip -d -s -j -batch`: one JSON array a line, in the batch's order. Throws SyntaxError on anything else. */
export function parseIp(output: string): Seen {
  const [links = [], routes = [], neighbours = []] = output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Json[]);
  return {
    links: parseLinks(links),
    routes: routes.filter(inMainTable).flatMap(parseRoute),
    neighbours: neighbours.filter((raw) => 'dst' in raw).map(parseNeighbour),
  };
}

// iproute2 prints `{}` for what a filter left out.
function parseLinks(raws: Json[]): Link[] {
  const there = raws.filter((raw) => 'ifname' in raw);
  const indexes = new Map(there.map((raw) => [text(raw.ifname), number(raw.ifindex)]));
  return there.map((raw) => parseLink(raw, indexes));
}

function parseLink(raw: Json, indexes: Map<string, number>): Link {
  const flags = texts(raw.flags);
  const info = object(raw.linkinfo);
  const detail = object(info.info_data);
  const kind = text(info.info_kind);
  const stats = object(raw.stats64);
  const lower = LINK_IS_PEER.has(kind) ? undefined : lowerOf(raw, indexes);
  return {
    ifindex: number(raw.ifindex),
    name: text(raw.ifname),
    kind,
    medium: raw.link_type === 'loopback' ? 'loopback' : 'parentdev' in raw ? 'physical' : 'virtual',
    mac: raw.link_type === 'ether' || raw.link_type === 'loopback' ? text(raw.address) : '',
    mtu: number(raw.mtu),
    up: flags.includes('UP'),
    carrier: flags.includes('LOWER_UP') && !flags.includes('NO-CARRIER'),
    operstate: text(raw.operstate).toLowerCase(),
    promiscuity: number(raw.promiscuity),
    parentElsewhere: lower !== undefined && 'link_netnsid' in raw,
    addresses: (Array.isArray(raw.addr_info) ? raw.addr_info : []).map(object).flatMap(parseAddress),
    rx: counters(stats.rx),
    tx: counters(stats.tx),
    ...some('parent', lower),
    ...some('master', raw.master === undefined ? undefined : indexOf(text(raw.master), indexes)),
    ...some('mode', kind in LINK_FLAGS ? optionalText(detail.mode) : undefined),
    ...some(
      'flag',
      LINK_FLAGS[kind]?.find((name) => detail[name] === true),
    ),
    ...some('vlan', kind === 'vlan' ? vlanOf(detail) : undefined),
  };
}

/** Kinds whose IFLA_LINK names the other end, not a link below. */
const LINK_IS_PEER: ReadonlySet<string> = new Set(['veth', 'vxcan', 'netkit']);

const LINK_FLAGS: Partial<Record<string, readonly string[]>> = {
  macvlan: ['nopromisc'],
  macvtap: ['nopromisc'],
  ipvlan: ['private', 'vepa'],
  ipvtap: ['private', 'vepa'],
};

const vlanOf = (detail: Json) => ({ id: number(detail.id), protocol: text(detail.protocol) });

/** `link` is a name in the same namespace; `link_index` an ifindex in another one. */
function lowerOf(raw: Json, indexes: Map<string, number>): number | undefined {
  if (typeof raw.link_index === 'number') return raw.link_index;
  return typeof raw.link === 'string' ? indexOf(raw.link, indexes) : undefined;
}

/** iproute2 writes `if7` for an ifindex that has no name in its cache. */
function indexOf(name: string, indexes: Map<string, number>): number | undefined {
  const unnamed = /^if(\d+)$/.exec(name)?.[1];
  return indexes.get(name) ?? (unnamed === undefined ? undefined : Number(unnamed));
}

const FAMILIES: Partial<Record<string, 4 | 6>> = { inet: 4, inet6: 6 };

// Flags come as keys that are true: `"tentative":true`.
function parseAddress(raw: Json): LinkAddress[] {
  const family = FAMILIES[text(raw.family)];
  if (family === undefined) return [];
  const flags = Object.keys(raw).filter((key) => raw[key] === true);
  return [{ family, ip: text(raw.local), prefix: number(raw.prefixlen), scope: text(raw.scope), flags }];
}

const inMainTable = (raw: Json): boolean =>
  'dst' in raw && (raw.table === undefined || raw.table === 'main' || raw.table === '254');

/** A multipath route gives one Route a next hop; `blackhole` and its kin keep their type before the destination, as iproute2 prints them. */
function parseRoute(raw: Json): Route[] {
  const hops = Array.isArray(raw.nexthops) ? raw.nexthops.map(object) : [raw];
  const type = text(raw.type || 'unicast');
  const to = type === 'unicast' ? text(raw.dst) : `${type} ${text(raw.dst)}`;
  return hops.map((hop) => {
    const via = optionalText(hop.gateway) ?? optionalText(object(hop.via).host);
    return {
      family: routeFamily(raw, hop),
      to,
      dev: text(hop.dev),
      ...some('via', via),
      ...some('source', optionalText(raw.prefsrc)),
      ...some('metric', typeof raw.metric === 'number' ? raw.metric : undefined),
      ...some('protocol', optionalText(raw.protocol)),
      ...some('scope', optionalText(raw.scope)),
    };
  });
}

/** `default` has no mark of its family but the gateway's, or the router preference that only IPv6 routes have. */
function routeFamily(raw: Json, hop: Json): 4 | 6 {
  const mark = text(raw.dst) === 'default' ? text(hop.gateway) : text(raw.dst);
  return mark.includes(':') || 'pref' in raw ? 6 : 4;
}

const parseNeighbour = (raw: Json): Neighbour => ({
  ip: text(raw.dst),
  dev: text(raw.dev),
  states: texts(raw.state),
  router: 'router' in raw,
  ...some('mac', optionalText(raw.lladdr)),
});

function counters(raw: unknown) {
  const { bytes, packets, errors, dropped } = object(raw);
  return {
    bytes: number(bytes),
    packets: number(packets),
    errors: number(errors),
    dropped: number(dropped),
  };
}

const object = (raw: unknown): Json => (typeof raw === 'object' && raw !== null ? (raw as Json) : {});
const text = (raw: unknown): string => (typeof raw === 'string' ? raw : '');
const optionalText = (raw: unknown): string | undefined => (typeof raw === 'string' ? raw : undefined);
const number = (raw: unknown): number => (typeof raw === 'number' ? raw : 0);
const texts = (raw: unknown): string[] => (Array.isArray(raw) ? raw.map(text) : []);

function some<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });
}
