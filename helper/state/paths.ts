// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';

/** Where everything that Lanyard knows of this host is kept. */
export const stateFolder = (): string => process.env.LANYARD_STATE || '/var/lib/lanyard';

/** The practice lab that this process runs in, as its environment says. */
export const labName = (): string | undefined => process.env.LANYARD_LAB || undefined;

/** cgroup under which containers' own cgroups are made; a practice lab has one of its own. */
export const cgroupParent = (): string =>
  labName() === undefined ? '/lanyard' : `/lanyard-lab-${labName()}`;

export const recordPath = (collection: 'networks' | 'containers', id: string): string =>
  join(stateFolder(), collection, `${id}.json`);

export const journalFolder = (): string => join(stateFolder(), 'journal');
export const imagesFolder = (): string => join(stateFolder(), 'images');

const paths = new Map<string, ReturnType<typeof pathsUnder>>();

/** Everything of one container but its record. */
export function containerPaths(id: string) {
  const folder = join(stateFolder(), 'run', id);
  const known = paths.get(folder) ?? pathsUnder(folder, id);
  paths.set(folder, known);
  return known;
}

function pathsUnder(folder: string, id: string) {
  return {
    folder,
    bundle: join(folder, 'bundle'),
    /** Where the overlay is mounted: the container's root. */
    root: join(folder, 'bundle', 'rootfs'),
    upper: join(folder, 'upper'),
    work: join(folder, 'work'),
    hosts: join(folder, 'hosts'),
    resolvConf: join(folder, 'resolv.conf'),
    hostname: join(folder, 'hostname'),
    log: join(folder, 'log'),
    pid: join(folder, 'pid'),
    monitorPid: join(folder, 'monitor.pid'),
    /** conmon writes the exit code to a file named by the id in here. */
    exits: join(folder, 'exits'),
    exit: join(folder, 'exits', id),
    sockets: join(folder, 'sockets'),
  };
}

/** Where one link's DHCP client keeps what it holds. */
export function leasePaths(container: string, link: string) {
  const folder = join(containerPaths(container).folder, 'dhcp');
  return {
    folder,
    script: join(folder, 'event'),
    lease: join(folder, `${link}.lease`),
    pid: join(folder, `${link}.pid`),
  };
}

export const netnsPath = (sandbox: string): string => `/run/netns/${sandbox}`;
