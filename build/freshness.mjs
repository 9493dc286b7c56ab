// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What goes into dist/. */
const SOURCES = ['model', 'helper', 'main', 'renderer', 'build', 'package-lock.json'];

/**
 * Whether dist/ is newer than all of its sources, by their files' times.
 * @param {string} root
 */
export function isFresh(root) {
  const stamp = join(root, 'dist/built');
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return SOURCES.map((name) => join(root, name)).every((path) => !existsSync(path) || newest(path) < built);
}

/**
 * A folder's own time tells of files taken away.
 * @param {string} path
 * @returns {number} milliseconds
 */
function newest(path) {
  const { mtimeMs, isDirectory } = whatIs(path);
  if (!isDirectory) return mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), mtimeMs);
}

/** @param {string} path */
function whatIs(path) {
  const stat = statSync(path);
  return { mtimeMs: stat.mtimeMs, isDirectory: stat.isDirectory() };
}
