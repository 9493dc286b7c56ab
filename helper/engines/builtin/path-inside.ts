// SPDX-License-Identifier: Apache-2.0
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  type Stats,
} from 'node:fs';
import { join } from 'node:path';

/** As many as the kernel follows before ELOOP. */
const MOST_LINKS = 40;

export interface Inside {
  /** On the host: no component of it is a symbolic link. */
  path: string;
  stats: Stats;
}

/**
 * What `path` is for somebody whose root is `root`: links are followed within it and never out of it.
 * Undefined when it is not there, or goes round in circles. Only for roots that nobody changes meanwhile,
 * or where the answer is not trusted.
 */
export function findInside(root: string, path: string): Inside | undefined {
  const rest = parts(path);
  let here: string[] = [];
  let links = 0;
  for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
    if (part === '..') {
      here = here.slice(0, -1);
      continue;
    }
    const next = join(root, ...here, part);
    const stats = lstatSync(next, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (!stats.isSymbolicLink()) {
      here.push(part);
      continue;
    }
    links += 1;
    if (links > MOST_LINKS) return undefined;
    const target = readlinkSync(next);
    if (target.startsWith('/')) here = [];
    rest.unshift(...parts(target));
  }
  const found = join(root, ...here);
  const stats = lstatSync(found, { throwIfNoEntry: false });
  return stats && { path: found, stats };
}

const parts = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');

/** Somebody inside may put a link or a fifo there after we looked: neither is followed, nor waited for. */
const CAREFULLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Text of a regular file inside a root; undefined when there is none, or it is over `limit` bytes. */
export function readInside(root: string, path: string, limit = 1024 * 1024): string | undefined {
  const found = findInside(root, path);
  if (!found?.stats.isFile()) return undefined;
  const file = openSync(found.path, CAREFULLY);
  try {
    const stats = fstatSync(file);
    return stats.isFile() && stats.size <= limit ? readFileSync(file, 'utf8') : undefined;
  } finally {
    closeSync(file);
  }
}
