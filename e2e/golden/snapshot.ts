// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { labMounts } from '../../helper/lab/mounts.ts';
import type { Bench } from './bench.ts';
import type { LinkChange, LinkDiff, RecordedLink } from './case.ts';

/** All that a refused command must leave as it was. */
export interface Snapshot {
  links: RecordedLink[];
  /** By what it is: links with their addresses, routes, namespaces, mounts, the state folder's files. */
  parts: Record<'links' | 'routes' | 'namespaces' | 'mounts' | 'state', string>;
}

interface SeenLink {
  ifindex: number;
  ifname: string;
  addr_info?: { local: string; prefixlen: number; scope: string }[];
  link?: string;
  flags: string[];
  mtu: number;
  operstate: string;
  address: string;
  master?: string;
  promiscuity?: number;
  linkinfo?: { info_kind?: string; info_data?: Record<string, unknown> };
}

interface SeenRoute {
  dst: string;
  type?: string;
  protocol?: string;
}

/** Routes that somebody set: the kernel's own come and go with addresses and carriers. */
const isSet = ({ dst, type, protocol }: SeenRoute): boolean =>
  (type ?? 'unicast') === 'unicast' && protocol !== 'kernel' && !/^(fe80|ff00)/.test(dst);

/** A link without what the kernel changes by itself a while after: carriers, timers, link-local addresses. */
function lasting(link: SeenLink): string {
  const { operstate: _, data, ...rest } = recorded(link);
  const { id, protocol, mode, flags } = data;
  const addresses = (link.addr_info ?? []).filter(({ scope }) => scope !== 'link');
  const told = addresses.map(({ local, prefixlen }) => `${local}/${prefixlen}`);
  return JSON.stringify({ ...rest, index: link.ifindex, id, protocol, mode, flags, told });
}

export async function snapshot(bench: Bench): Promise<Snapshot> {
  const { stdout } = await bench.run('host', ['ip', '-d', '-j', '-batch', bench.look]);
  const [links = '[]', ...routes] = stdout.split('\n').filter((line) => line !== '');
  const seen = JSON.parse(links) as SeenLink[];
  return {
    links: seen.filter(({ ifname }) => ifname !== 'lo').map(recorded),
    parts: {
      links: seen.map(lasting).join('\n'),
      routes: routes
        .flatMap((all) => (JSON.parse(all) as SeenRoute[]).filter(isSet).map((one) => JSON.stringify(one)))
        .join('\n'),
      namespaces: readdirSync(bench.netns).sort().join(' '),
      mounts: labMounts(readFileSync(bench.mounts, 'utf8')).join('\n'),
      state: filesBelow(bench.state).join('\n'),
    },
  };
}

const recorded = (link: SeenLink): RecordedLink => ({
  ifname: link.ifname,
  kind: link.linkinfo?.info_kind ?? null,
  parent: link.link ?? null,
  data: link.linkinfo?.info_data ?? {},
  address: link.address,
  mtu: link.mtu,
  operstate: link.operstate,
  up: link.flags.includes('UP'),
  noarp: link.flags.includes('NOARP'),
  promiscuity: link.promiscuity ?? 0,
  master: link.master ?? null,
});

/** Each file with its mode and a digest; an image's own files are told by their names only. */
function filesBelow(folder: string, at = ''): string[] {
  if (!existsSync(join(folder, at))) return [];
  return readdirSync(join(folder, at))
    .sort()
    .flatMap((name) => {
      const path = join(at, name);
      const stat = lstatSync(join(folder, path));
      const line = `${path} ${stat.mode.toString(8)}`;
      if (stat.isDirectory()) return [line, ...(name === 'rootfs' ? [] : filesBelow(folder, path))];
      if (!stat.isFile()) return [line];
      return [
        `${line} ${createHash('sha256')
          .update(readFileSync(join(folder, path)))
          .digest('hex')}`,
      ];
    });
}

const COMPARED = ['address', 'mtu', 'operstate', 'up', 'noarp', 'promiscuity', 'master'] as const;

/** What the recordings call the difference of two looks at the host's links. */
export function diffLinks(before: readonly RecordedLink[], after: readonly RecordedLink[]): LinkDiff {
  const earlier = new Map(before.map((link) => [link.ifname, link]));
  const later = new Map(after.map((link) => [link.ifname, link]));
  const changes: LinkChange[] = after.flatMap((link) => {
    const was = earlier.get(link.ifname);
    if (was === undefined) return [];
    return COMPARED.filter((field) => was[field] !== link[field]).map((field) => ({
      ifname: link.ifname,
      field,
      from: was[field],
      to: link[field],
    }));
  });
  return {
    links_added: after.filter(({ ifname }) => !earlier.has(ifname)),
    links_removed: before.map(({ ifname }) => ifname).filter((ifname) => !later.has(ifname)),
    links_changed: changes,
  };
}

/** Which parts differ, each with the first lines that do. */
export function changedParts(before: Snapshot, after: Snapshot): string[] {
  return (Object.keys(before.parts) as (keyof Snapshot['parts'])[]).flatMap((part) => {
    if (before.parts[part] === after.parts[part]) return [];
    const [was, is] = [before.parts[part].split('\n'), after.parts[part].split('\n')];
    const gone = was.filter((line) => !is.includes(line)).map((line) => `-${line.slice(0, 120)}`);
    const come = is.filter((line) => !was.includes(line)).map((line) => `+${line.slice(0, 120)}`);
    return [`${part}: ${[...gone, ...come].slice(0, 4).join(' ')}`];
  });
}
