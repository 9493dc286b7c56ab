// SPDX-License-Identifier: Apache-2.0
import type { ContainerSpec } from './container.ts';
import { parseIp } from './net/ip.ts';
import type { Observation } from './observation.ts';

/** What resolv.conf(5) holds. */
export interface Resolver {
  servers: string[];
  search: string[];
  options: string[];
}

export type HostResolver = NonNullable<Observation['host']['resolver']>;
export type ContainerDns = NonNullable<ContainerSpec['dns']>;

/** Reads a resolv.conf: of `search` and `domain` lines the last counts; words that it does not know are left out. */
export function readResolver(text: string): Resolver {
  const read: Resolver = { servers: [], search: [], options: [] };
  for (const line of text.split('\n')) {
    const [word, ...values] = line.trim().split(/\s+/);
    if (word === 'nameserver' && values[0]) read.servers.push(values[0]);
    if (word === 'search' || word === 'domain') read.search = word === 'domain' ? values.slice(0, 1) : values;
    if (word === 'options') read.options.push(...values);
  }
  return read;
}

/** Whether a server of the host answers a container, too: not one on loopback (0.0.0.0 is that as well), nor one with a zone, which names a link of the host. */
export const isElsewhere = (server: string): boolean =>
  parseIp(server) !== undefined && !/^(127\.|0\.0\.0\.0$|::1?$|::ffff:(7f|127\.))/.test(server);

/**
 * Chooses among the host's files, in the order in which they are to be asked: the first with a server that a container can
 * reach. When none has one, `file` is empty, and search and options are the first file's.
 */
export function hostResolverOf(files: readonly { file: string; text: string }[]): HostResolver {
  const read = files.map(({ file, text }) => ({ file, ...readResolver(text) }));
  const good = read.find(({ servers }) => servers.some(isElsewhere));
  const { search, options } = good ?? read[0] ?? { search: [], options: [] };
  const all = [...new Set(read.flatMap(({ servers }) => servers))];
  return {
    file: good?.file ?? '',
    servers: good?.servers.filter(isElsewhere) ?? [],
    search,
    options,
    unreachable: all.filter((server) => !isElsewhere(server)),
  };
}

/** What a container gets: what was asked for it, and the host's for the rest. A search of `.` is none (Docker). */
export function resolverFor(host: Resolver, asked: ContainerDns | undefined): Resolver {
  const or = (mine: readonly string[] | undefined, theirs: readonly string[]) =>
    mine === undefined || mine.length === 0 ? theirs : mine;
  return {
    servers: [...or(asked?.servers, host.servers)],
    search: or(asked?.search, host.search).filter((domain) => domain !== '.'),
    options: [...or(asked?.options, host.options)],
  };
}

/** The lines of a resolv.conf; an empty list has none. */
export const resolverLines = ({ servers, search, options }: Resolver): string[] => [
  ...servers.map((server) => `nameserver ${server}`),
  ...(search.length > 0 ? [`search ${search.join(' ')}`] : []),
  ...(options.length > 0 ? [`options ${options.join(' ')}`] : []),
];
