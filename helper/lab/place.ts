// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Result } from '../../model/result.ts';
import { expectTool, toolPath } from '../command.ts';
import { bringUp, settings } from './batch.ts';
import { LAB_FOLDER } from './holder.ts';
import { mounts, mountsBelow } from './mounts.ts';
import type { LabRecord } from './record.ts';
import { type Place, SERVICES } from './topology.ts';

/** A path of the lab's own files, as seen from outside. */
export const labPath = (record: LabRecord, path: string): string => `/proc/${record.keeper.pid}/root${path}`;

/** What becomes /run in a place: its files can be written and read from outside, before and after. */
export const placeRun = (place: Place): string => `${LAB_FOLDER}/${place}`;

/** State folder of the lab's host, as the host sees it; it is on a tmpfs, so overlays can have their upper there. */
export const LAB_STATE = '/run/lanyard-state';

/**
 * nsenter's options for a place, or with no place for the lab's own namespaces in which the places are made.
 * A place's mounts are reached through a process that does nothing else: binding a mount namespace to a file is refused
 * at random on kernel 6.18 (EINVAL), whose namespace ids no longer grow in order.
 */
export function intoPlace(record: LabRecord, place?: Place): string[] {
  const ns = `/proc/${record.keeper.pid}/ns`;
  const own = place === undefined;
  return [
    `--mount=${own ? `${ns}/mnt` : `${pinPath(record, place)}/ns/mnt`}`,
    `--net=${own ? `${ns}/net` : labPath(record, `/run/netns/${place}`)}`,
    `--pid=${ns}/pid_for_children`,
    `--ipc=${ns}/ipc`,
    `--uts=${ns}/uts`,
  ];
}

/** The /proc folder of the process that keeps a place's mounts, through the lab's own /proc. */
export const pinPath = (record: LabRecord, place: Place): string =>
  labPath(record, `/proc/${readFileSync(labPath(record, `${placeRun(place)}/pin`), 'utf8').trim()}`);

/**
 * Makes one place: its own /sys (which shows the links of whoever mounted it) under the machine's cgroups, its own
 * /run and resolver, its kernel settings, its links. Arguments: place, busybox, ip, sleep, the file to lay the resolver over or
 * nothing, and the mounts below /sys that must stay. A constant script: one process for many small requests.
 */
const MAKE = `
set -e
place=$1 box=$2 ip=$3 sleep=$4 resolver=$5
shift 5
own=${LAB_FOLDER}/$place
old=$own/old-sys
mkdir "$old"
"$box" mount -o move /sys "$old"
"$box" mount -t sysfs sysfs /sys
for point in "$@"; do "$box" mount -o move "$old\${point#/sys}" "$point"; done
"$box" umount -l "$old"
rmdir "$old"
if [ -n "$resolver" ]; then "$box" mount -o bind "$own/resolv.conf" "$resolver"; fi
"$box" mount -o bind "$own" /run
"$box" sysctl -e -q -p /run/settings
"$ip" -batch /run/links
"$sleep" infinity </dev/null >/dev/null 2>&1 &
echo $! > /run/pin
`;

/** Seconds that a request may take: the full-kernel ring's guest is slow, and shares its core. */
export const PATIENCE = 60;

export async function makePlace(record: LabRecord, place: Place, tagged: boolean): Promise<Result<string>> {
  const resolver = writeFiles(record, place, tagged);
  const tools = (['busybox', 'ip', 'sleep'] as const).map((tool) => toolPath(tool) ?? tool);
  const argv = [
    ...intoPlace(record).filter((option) => !option.startsWith('--net=')),
    `--net=${labPath(record, `/run/netns/${place}`)}`,
    '--',
    toolPath('unshare') ?? 'unshare',
    '--mount',
    toolPath('busybox') ?? 'busybox',
    ...['sh', '-c', MAKE, 'place', place, ...tools, resolver],
    ...mountsBelow('/sys', mounts()),
  ];
  return expectTool('nsenter', argv, { seconds: PATIENCE });
}

/** Value: where the place's resolver must be laid over; empty when it is under /run, where it is simply written. */
function writeFiles(record: LabRecord, place: Place, tagged: boolean): string {
  const run = labPath(record, placeRun(place));
  const resolver = `nameserver ${SERVICES.dns}\n`;
  const files: Record<string, string> = {
    'resolv.conf': resolver,
    settings: settings(place),
    links: bringUp(place, tagged),
  };
  const target = resolverFile();
  if (target.startsWith('/run/')) files[target.slice('/run/'.length)] = resolver;
  mkdirSync(join(run, 'netns'), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(run, name)), { recursive: true });
    writeFileSync(join(run, name), content);
  }
  return target.startsWith('/run/') ? '' : target;
}

/** The file behind /etc/resolv.conf; empty when it leads nowhere. */
function resolverFile(): string {
  try {
    return realpathSync('/etc/resolv.conf');
  } catch {
    return '';
  }
}
