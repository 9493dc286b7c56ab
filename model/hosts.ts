// SPDX-License-Identifier: Apache-2.0
import type { ContainerSpec, Endpoint } from './container.ts';
import { shortId } from './text.ts';

/** One line of hosts(5): the first name is the canonical one. */
export interface HostsLine {
  address: string;
  names: string[];
}

/** What is to be known of a container to name it: its addresses are those of its endpoints. */
export interface Named {
  spec: Pick<ContainerSpec, 'id' | 'name' | 'hostname'>;
  endpoints: readonly Pick<Endpoint, 'network' | 'spec' | 'addresses'>[];
}

/** What a container answers to on one network: name, aliases, short id, and a host name of its own (Docker 28's DNSNames). */
export const dnsNames = ({ spec }: Pick<Named, 'spec'>, aliases: readonly string[]): string[] => [
  ...new Set([spec.name, ...aliases, shortId(spec.id), ...(spec.hostname ? [spec.hostname] : [])]),
];

/** Its own name first (a domain name's first part, too), as Docker's hosts file has it. */
const ownNames = (container: Named, aliases: readonly string[]): string[] => {
  const hostname = container.spec.hostname || shortId(container.spec.id);
  const [first = hostname] = hostname.split('.');
  return [...new Set([hostname, first, ...dnsNames(container, aliases)])];
};

/** A name that would end its line, or begin a comment, is left out. */
const isWord = (name: string): boolean => /^[^\s#\p{Cc}]{1,255}$/u.test(name);

function linesOf(
  { endpoints }: Named,
  onNetwork: (network: string) => boolean,
  names: (aliases: readonly string[]) => string[],
): HostsLine[] {
  return endpoints
    .filter(({ network }) => onNetwork(network))
    .flatMap(({ addresses, spec }) =>
      addresses.map((address) => ({
        address: address.split('/')[0] ?? '',
        names: names(spec.aliases).filter(isWord),
      })),
    );
}

/** Every address of the container itself. */
export const ownLines = (container: Named): HostsLine[] =>
  linesOf(
    container,
    () => true,
    (aliases) => ownNames(container, aliases),
  );

/** The lines by which others on a network know each container, by network: made once for all of them. */
export type Directory = ReadonlyMap<string, readonly { id: string; lines: readonly HostsLine[] }[]>;

export function directoryOf(containers: readonly Named[]): Directory {
  const directory = new Map<string, { id: string; lines: HostsLine[] }[]>();
  for (const container of containers) {
    for (const { network } of container.endpoints) {
      const lines = linesOf(
        container,
        (one) => one === network,
        (aliases) => dnsNames(container, aliases),
      );
      const there = directory.get(network) ?? [];
      there.push({ id: container.spec.id, lines });
      directory.set(network, there);
    }
  }
  return directory;
}

/** Every address of the others on the networks that the container is on, and on no other network. */
export const peerLines = ({ spec, endpoints }: Named, directory: Directory): HostsLine[] =>
  endpoints.flatMap(({ network }) =>
    (directory.get(network) ?? []).flatMap(({ id, lines }) => (id === spec.id ? [] : lines)),
  );
