// SPDX-License-Identifier: Apache-2.0
import type { Endpoint } from '../../../model/container.ts';
import { readIfThere } from '../../state/store.ts';

/** The first lines of every /etc/hosts, as Docker 28 writes them. */
const HOSTS_HEAD: readonly (readonly [string, string])[] = [
  ['127.0.0.1', 'localhost'],
  ['::1', 'localhost ip6-localhost ip6-loopback'],
  ['fe00::', 'ip6-localnet'],
  ['ff00::', 'ip6-mcastprefix'],
  ['ff02::1', 'ip6-allnodes'],
  ['ff02::2', 'ip6-allrouters'],
];

/** /etc/hosts: the head, then each address of the endpoints with the host's name (a domain name: its first part too). */
export function hostsText(endpoints: readonly Endpoint[], hostname: string): string {
  const [short = ''] = hostname.split('.');
  const names = short === hostname ? hostname : `${hostname} ${short}`;
  const own = endpoints
    .flatMap((endpoint) => endpoint.addresses)
    .map((address) => [address.split('/')[0], names]);
  return [...HOSTS_HEAD, ...own].map(([address, name]) => `${address}\t${name}\n`).join('');
}

/** Where a host keeps its resolvers, the first with a usable one wins: a stub on loopback is out of a container's reach. */
const RESOLVER_FILES = [
  '/etc/resolv.conf',
  '/run/systemd/resolve/resolv.conf',
  '/run/NetworkManager/no-stub-resolv.conf',
  '/run/NetworkManager/resolv.conf',
];

const isLoopback = (address: string): boolean => /^127\.|^::1$/.test(address);

/** Lines of a resolv.conf(5) that make sense elsewhere: no loopback resolvers, no comments. */
export function usableLines(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => {
    const [word, value = ''] = line.split(/\s+/);
    if (word === 'nameserver') return !isLoopback(value);
    return word === 'search' || word === 'domain' || word === 'options';
  });
}

/** /etc/resolv.conf from the host's real resolvers; when the host has none that a container can reach, it says so. */
export function resolvConfText(files: readonly string[] = RESOLVER_FILES): string {
  for (const file of files) {
    const lines = usableLines(readIfThere(file) ?? '');
    if (lines.some((line) => line.startsWith('nameserver'))) {
      return [`# Made by Lanyard from the host's ${file}.`, ...lines, ''].join('\n');
    }
  }
  return '# Made by Lanyard: the host has no resolver that a container could reach.\n';
}

export const hostnameText = (hostname: string): string => `${hostname}\n`;
