// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Programs that tests start, and that must be gone after them. */
const PROGRAMS = new Set(
  'conmon crun runc busybox dnsmasq radvd udhcpc ping fping arping tcpdump rdisc6 ndisc6 socat dockerd containerd linux.uml chromium lanyard'.split(
    ' ',
  ),
);

/**
 * Everything on this machine that a test could leave behind, one line each.
 * @returns {string[]}
 */
export function inventory() {
  return [...namespaces(), ...links(), ...mounts(), ...cgroups(), ...stateFolder(), ...processes()];
}

/**
 * What is there now and was not before. Some things take a moment to go (a namespace's end is asynchronous):
 * looked at again and again until nothing is left, at most `seconds`.
 * @param {string[]} before
 * @param {number} seconds
 */
export async function leftovers(before, seconds) {
  const known = new Set(before);
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const left = inventory().filter((line) => !known.has(line));
    if (left.length === 0 || Date.now() > until) return left;
    await pause(200);
  }
}

/** @param {string} folder */
const namesIn = (folder) => (existsSync(folder) ? readdirSync(folder) : []);

const namespaces = () => namesIn('/run/netns').map((name) => `network namespace ${name}`);

const links = () =>
  readFileSync('/proc/net/dev', 'utf8')
    .split('\n')
    .slice(2)
    .map((line) => line.split(':')[0]?.trim())
    .filter(Boolean)
    .map((name) => `link ${name}`);

const mounts = () =>
  readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4])
    .filter(Boolean)
    .map((place) => `mount ${place}`);

const cgroups = () =>
  ['/sys/fs/cgroup', ...namesIn('/sys/fs/cgroup').map((name) => `/sys/fs/cgroup/${name}`)].flatMap((folder) =>
    foldersOf(folder)
      .filter((name) => name.startsWith('lanyard'))
      .map((name) => `cgroup ${folder}/${name}`),
  );

/** @param {string} folder */
function foldersOf(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return []; // A file.
  }
}

const stateFolder = () => (existsSync('/var/lib/lanyard') ? ['folder /var/lib/lanyard'] : []);

const processes = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
        const ours =
          PROGRAMS.has(basename(readlinkSync(`/proc/${pid}/exe`))) || /\blanyard\b.* serve/.test(words);
        return ours ? [`process ${pid} ${words.slice(0, 200)}`] : [];
      } catch {
        return []; // It has ended, or is not ours to look at.
      }
    });
