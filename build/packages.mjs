// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';

/** Where a program is looked for; the same folders as helper/command.ts, which trusts no PATH. */
const FOLDERS = ['/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/local/sbin', '/usr/local/bin'];

/**
 * What the two commands need, as Debian packages. `brings`: programs (or absolute paths) by which a package is
 * recognised (`a|b`: either), so that a machine which has them from elsewhere is left alone. `arch`: Node's words; default any.
 * @typedef {{name: string, brings: string[], arch?: string[]}} Package
 * @type {Record<'run' | 'test', Package[]>}
 */
export const PACKAGES = {
  run: [
    { name: 'iproute2', brings: ['ip', 'bridge', 'tc'] },
    { name: 'procps', brings: ['sysctl'] },
    { name: 'util-linux', brings: ['nsenter', 'unshare', 'flock', 'setpriv'] },
    { name: 'mount', brings: ['mount', 'umount'] },
    { name: 'bsdutils', brings: ['script'] },
    { name: 'coreutils', brings: ['stty', 'tail', 'cat', 'sleep', 'cp'] },
    { name: 'tar', brings: ['tar'] },
    { name: 'kmod', brings: ['modprobe'] },
    { name: 'crun', brings: ['crun'] },
    { name: 'runc', brings: ['runc'] },
    { name: 'conmon', brings: ['conmon'] },
    { name: 'socat', brings: ['socat'] },
    { name: 'busybox-static', brings: ['busybox'] },
    { name: 'iputils-ping', brings: ['ping'] },
    { name: 'iputils-arping', brings: ['arping'] },
    { name: 'arp-scan', brings: ['arp-scan'] },
    { name: 'fping', brings: ['fping'] },
    { name: 'ndisc6', brings: ['ndisc6', 'rdisc6'] },
    { name: 'tcpdump', brings: ['tcpdump'] },
    { name: 'dnsmasq-base', brings: ['dnsmasq'] },
    { name: 'pkexec', brings: ['pkexec'] },
    // The app's window, where Electron's own program is not: any of these will do.
    { name: 'chromium', brings: ['chromium|chromium-browser|google-chrome-stable|google-chrome'] },
  ],
  test: [
    { name: 'user-mode-linux', brings: ['linux.uml'], arch: ['x64'] },
    { name: 'docker.io', brings: ['dockerd', 'docker'] },
    { name: 'iptables', brings: ['iptables'] },
    { name: 'nftables', brings: ['nft'] },
    { name: 'radvd', brings: ['radvd'] },
    { name: 'udhcpc', brings: ['udhcpc'] },
    { name: 'skopeo', brings: ['skopeo'] },
    { name: 'umoci', brings: ['umoci'] },
    { name: 'polkitd', brings: ['/usr/lib/polkit-1/polkitd'] },
    { name: 'dbus', brings: ['dbus-daemon', 'dbus-send'] },
    { name: 'python3-minimal', brings: ['python3'] },
    { name: 'zstd', brings: ['zstd'] },
    // Without it Chinese is boxes in the pictures.
    { name: 'fonts-noto-cjk', brings: ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'] },
    { name: 'xvfb', brings: ['Xvfb'] },
  ],
};

/** @typedef {keyof typeof PACKAGES} PackageSet */

/** @param {string} program */
const isThere = (program) =>
  program.startsWith('/')
    ? existsSync(program)
    : program.split('|').some((name) => FOLDERS.some((folder) => existsSync(`${folder}/${name}`)));

/**
 * Names of the packages of these sets that this machine lacks.
 * @param {PackageSet[]} sets
 */
export function missingPackages(sets) {
  return sets
    .flatMap((set) => PACKAGES[set])
    .filter(({ arch }) => arch === undefined || arch.includes(process.arch))
    .filter(({ brings }) => !brings.every(isThere))
    .map(({ name }) => name);
}
