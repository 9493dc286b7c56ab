// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Keeper, Link } from '../../model/link.ts';

type Reader = (path: string) => string;
type Look = (link: Pick<Link, 'name' | 'ifindex'>, read: Reader, root: string) => Keeper | undefined;

/** Who configures a link, by the files that each leaves for all to read. The first that claims it. */
const LOOKS: readonly Look[] = [networkManager, networkd, ifupdown];

/** The links, each with who configures it. `root`: where /run and /etc stand. */
export function withKeepers(links: readonly Link[], root = '/'): Link[] {
  const read: Reader = (path) => {
    try {
      return readFileSync(join(root, path), 'utf8');
    } catch {
      return '';
    }
  };
  return links.map((link) => {
    if (link.medium === 'loopback') return link;
    for (const look of LOOKS) {
      const keeper = look(link, read, root);
      if (keeper !== undefined) return { ...link, keeper };
    }
    return link;
  });
}

/** /run/NetworkManager/devices/IFINDEX (NetworkManager.conf(5) tells of `managed`; the file is NetworkManager's own note for its next start). */
function networkManager({ ifindex }: Pick<Link, 'ifindex'>, read: Reader, root: string): Keeper | undefined {
  const device = read(`run/NetworkManager/devices/${ifindex}`);
  if (!/^managed=(true|1)$/m.test(device)) return undefined;
  const uuid = /^connection-uuid=(\S+)$/m.exec(device)?.[1];
  const profile = uuid === undefined ? undefined : connectionFile(uuid, read, root);
  return {
    by: 'NetworkManager',
    ...(profile === undefined ? {} : { profile: basename(profile, '.nmconnection') }),
    ...(profile?.includes('netplan-') ? { netplan: true } : {}),
  };
}

const CONNECTIONS = ['etc/NetworkManager/system-connections', 'run/NetworkManager/system-connections'];

/** Only root may read them: others learn that there is a connection, not which. */
const connectionFile = (uuid: string, read: Reader, root: string): string | undefined =>
  CONNECTIONS.flatMap((folder) => namesIn(join(root, folder)).map((name) => `${folder}/${name}`)).find(
    (path) => read(path).includes(`uuid=${uuid}`),
  );

/** /run/systemd/netif/links/IFINDEX, as networkctl(1) shows it. */
function networkd({ ifindex }: Pick<Link, 'ifindex'>, read: Reader): Keeper | undefined {
  const state = read(`run/systemd/netif/links/${ifindex}`);
  const file = /^NETWORK_FILE=(\S+)$/m.exec(state)?.[1];
  if (file === undefined || /^ADMIN_STATE=unmanaged$/m.test(state)) return undefined;
  const profile = basename(file);
  return { by: 'networkd', profile, ...(profile.includes('netplan') ? { netplan: true } : {}) };
}

/** `iface NAME` in /etc/network/interfaces and what it reads (interfaces(5)). */
function ifupdown({ name }: Pick<Link, 'name'>, read: Reader, root: string): Keeper | undefined {
  const folder = 'etc/network/interfaces.d';
  const files = [
    'etc/network/interfaces',
    ...namesIn(join(root, folder))
      .filter((one) => /^[\w.-]+$/.test(one))
      .map((one) => `${folder}/${one}`),
  ];
  const file = files.find((path) => stanzas(read(path)).includes(name));
  return file === undefined ? undefined : { by: 'ifupdown', profile: basename(file) };
}

const stanzas = (text: string): string[] =>
  [...text.matchAll(/^\s*iface\s+(\S+)/gm)].map(([, name = '']) => name);

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);
