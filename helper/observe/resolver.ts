// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { type HostResolver, hostResolverOf } from '../../model/resolver.ts';

/**
 * Where a host keeps its resolvers. A stub of systemd-resolved or of NetworkManager's dnsmasq is on loopback and out of a
 * container's reach: the servers that it asks stand in the other files (as Docker does for systemd-resolved).
 */
const FILES = [
  '/etc/resolv.conf',
  '/run/systemd/resolve/resolv.conf',
  '/run/NetworkManager/no-stub-resolv.conf',
  '/run/NetworkManager/resolv.conf',
];

/** The host's resolvers as containers are given them. */
export const hostResolver = (files: readonly string[] = FILES): HostResolver =>
  hostResolverOf(
    files.flatMap((file) => (readable(file) === undefined ? [] : [{ file, text: readable(file) ?? '' }])),
  );

function readable(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
