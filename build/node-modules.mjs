// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{version?: string, integrity?: string, optional?: boolean}} Locked
 * @typedef {{packages?: Record<string, Locked>}} Lock
 */

/** @param {string} root */
const stampPath = (root) => join(root, 'node_modules/.lanyard-lock');

/** @param {string} root */
const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/** @param {string} root */
const stamp = (root) => writeFileSync(stampPath(root), lockHash(root));

/**
 * Whether node_modules holds what package-lock.json says: by the stamp of the last look (a millisecond), else by
 * the list that npm itself leaves there.
 * @param {string} root
 */
export function nodeModulesFit(root) {
  const path = stampPath(root);
  if (existsSync(path) && readFileSync(path, 'utf8') === lockHash(root)) return true;
  const listed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(listed)) return false;
  if (!holds(readLock(listed), readLock(join(root, 'package-lock.json')))) return false;
  stamp(root);
  return true;
}

/**
 * @param {string} path
 * @returns {Lock}
 */
const readLock = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * Optional packages may be missing: they are other platforms'.
 * @param {Lock} installed
 * @param {Lock} wanted
 */
export function holds(installed, wanted) {
  const there = installed.packages ?? {};
  return Object.entries(wanted.packages ?? {}).every(([place, { version, integrity, optional }]) => {
    if (place === '') return true;
    const found = there[place];
    if (found === undefined) return optional === true;
    return found.version === version && found.integrity === integrity;
  });
}

/**
 * @param {string} root
 * @returns {boolean} whether it worked
 */
export function installNodeModules(root) {
  const words = ['ci', '--no-audit', '--no-fund'];
  const cli = process.env.npm_execpath;
  const [program, argv] =
    cli?.endsWith('.js') || cli?.endsWith('.cjs') ? [process.execPath, [cli, ...words]] : ['npm', words];
  const { status } = spawnSync(program, argv, { cwd: root, stdio: 'inherit' });
  if (status === 0) stamp(root);
  return status === 0;
}
