// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import type { Link } from '../../model/link.ts';

/**
 * Adds what only /sys/class/net knows: medium, speed, duplex, driver. /sys shows the namespace of whoever mounted it:
 * a link whose ifindex or MAC is another one there is left as it is.
 */
export function withSys(link: Link): Link {
  // Links with a kind are made by software: /sys has nothing more to tell of them.
  if (link.kind !== '' || link.medium === 'loopback') return link;
  const folder = `/sys/class/net/${link.name}`;
  if (read(`${folder}/ifindex`) !== String(link.ifindex)) return link;
  if (link.mac !== '' && read(`${folder}/address`) !== link.mac) return link;
  const speed = Number(read(`${folder}/speed`) ?? -1);
  const duplex = read(`${folder}/duplex`);
  const driver = linkTarget(`${folder}/device/driver`);
  return {
    ...link,
    medium: mediumOf(link, folder),
    ...(speed > 0 ? { speed } : {}),
    ...(duplex === undefined || duplex === 'unknown' ? {} : { duplex }),
    ...(driver === undefined ? {} : { driver }),
  };
}

function mediumOf(link: Link, folder: string): Link['medium'] {
  if (existsSync(`${folder}/wireless`) || existsSync(`${folder}/phy80211`)) return 'wifi';
  return existsSync(`${folder}/device`) ? 'physical' : link.medium;
}

// `speed` gives EINVAL while a link is down.
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function linkTarget(path: string): string | undefined {
  try {
    return basename(readlinkSync(path));
  } catch {
    return undefined;
  }
}
