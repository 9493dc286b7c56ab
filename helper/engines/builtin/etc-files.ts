// SPDX-License-Identifier: Apache-2.0
import type { HostsLine } from '../../../model/hosts.ts';
import { type ContainerDns, type HostResolver, resolverFor, resolverLines } from '../../../model/resolver.ts';

/** The first lines of every /etc/hosts, as Docker 28 writes them. */
const HOSTS_HEAD: readonly HostsLine[] = [
  { address: '127.0.0.1', names: ['localhost'] },
  { address: '::1', names: ['localhost', 'ip6-localhost', 'ip6-loopback'] },
  { address: 'fe00::', names: ['ip6-localnet'] },
  { address: 'ff00::', names: ['ip6-mcastprefix'] },
  { address: 'ff02::1', names: ['ip6-allnodes'] },
  { address: 'ff02::2', names: ['ip6-allrouters'] },
];

const BEGIN = '# Kept by Lanyard: this container, and those on the same networks.';
const END = '# Lines from here on are left alone, and so are those above.';

const textOf = (lines: readonly HostsLine[]): string =>
  lines.map(({ address, names }) => `${address}\t${names.join(' ')}\n`).join('');

const keptPart = (kept: readonly HostsLine[]): string => `${BEGIN}\n${textOf(kept)}${END}\n`;

/** /etc/hosts: the head, what was asked for (--add-host), and the part that is kept in step. */
export const hostsText = (asked: readonly HostsLine[], kept: readonly HostsLine[]): string =>
  textOf([...HOSTS_HEAD, ...asked]) + keptPart(kept);

/** The file with its kept part made anew, and all else as it stands. Undefined: somebody has taken that part out. */
export function withKept(text: string, kept: readonly HostsLine[]): string | undefined {
  const from = text.indexOf(`${BEGIN}\n`);
  const to = text.indexOf(`${END}\n`, from);
  return from < 0 || to < 0
    ? undefined
    : text.slice(0, from) + keptPart(kept) + text.slice(to + END.length + 1);
}

/** /etc/resolv.conf from the host's real resolvers and what was asked for; when no server is left, it says so. */
export function resolvConfText(host: HostResolver, asked?: ContainerDns): string {
  const resolver = resolverFor(host, asked);
  const own = asked !== undefined && asked.servers.length > 0;
  const head =
    resolver.servers.length === 0
      ? '# Made by Lanyard: the host has no resolver that a container could reach.'
      : `# Made by Lanyard, ${own ? 'with the servers that were asked for' : `from the host's ${host.file}`}.`;
  return [head, ...resolverLines(resolver), ''].join('\n');
}

export const hostnameText = (hostname: string): string => `${hostname}\n`;
