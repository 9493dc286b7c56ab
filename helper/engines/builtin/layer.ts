// SPDX-License-Identifier: Apache-2.0
import { chmodSync, chownSync, lstatSync, readdirSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** Whiteouts of the OCI image spec's layers: an entry that is to go, and a folder whose entries below are to go. */
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';

/**
 * Lays an extracted layer over a root, moving its files. No symbolic link of either is ever followed: a folder
 * meets a folder, anything else takes the place of what was there. Devices, fifos and sockets are left out: a
 * container has devices of its own, and others have no business on this host.
 */
export function layDown(layer: string, root: string): void {
  const entries = readdirSync(layer, { withFileTypes: true });
  if (entries.some((entry) => entry.name === OPAQUE)) clear(root);
  for (const { name } of entries) {
    if (name !== OPAQUE && name.startsWith(WHITEOUT)) remove(root, name.slice(WHITEOUT.length));
  }
  for (const entry of entries) {
    if (entry.name.startsWith(WHITEOUT)) continue;
    const from = join(layer, entry.name);
    const to = join(root, entry.name);
    if (entry.isDirectory()) layFolder(from, to);
    else if (entry.isFile() || entry.isSymbolicLink()) {
      rmSync(to, { recursive: true, force: true });
      renameSync(from, to);
    }
  }
  like(layer, root);
}

function layFolder(from: string, to: string): void {
  const there = lstatSync(to, { throwIfNoEntry: false });
  if (there?.isDirectory()) {
    layDown(from, to);
    return;
  }
  rmSync(to, { force: true });
  // By itself first, so that its own whiteouts and devices go.
  prune(from);
  renameSync(from, to);
}

function prune(folder: string): void {
  const { atime, mtime } = lstatSync(folder);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(WHITEOUT)) rmSync(path, { recursive: true, force: true });
    else if (entry.isDirectory()) prune(path);
    else if (!entry.isFile() && !entry.isSymbolicLink()) rmSync(path, { force: true });
  }
  utimesSync(folder, atime, mtime);
}

function clear(folder: string): void {
  for (const name of readdirSync(folder)) remove(folder, name);
}

/** A whiteout's name comes from a file name and so holds no slash; `.` and `..` would be the folder itself or worse. */
function remove(folder: string, name: string): void {
  if (name === '' || name === '.' || name === '..') return;
  rmSync(join(folder, name), { recursive: true, force: true });
}

/** Owner, mode and times of one folder for another. */
function like(from: string, to: string): void {
  const { uid, gid, mode, atime, mtime } = lstatSync(from);
  chownSync(to, uid, gid);
  chmodSync(to, mode & 0o7777);
  utimesSync(to, atime, mtime);
}
