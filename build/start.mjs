#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isFresh } from './freshness.mjs';
import { setUp } from './set-up.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** `npm start -- [--yes] [flags of what is started]` */
const flags = process.argv.slice(2);
await setUp({ sets: ['run'], yes: flags.includes('--yes') });
const passedOn = flags.filter((flag) => flag !== '--yes');

if (!isFresh(ROOT)) {
  const { bundle } = await import('./bundle.mjs');
  await bundle().catch(() => process.exit(1));
}
process.exitCode = mainJobAsRoot(passedOn);

/**
 * Until the app is there: the main job, on the practice LAN, which only root can make.
 * @param {string[]} words `--lab [NAME]`: the practice LAN's name
 */
function mainJobAsRoot(words) {
  const root = process.getuid?.() === 0;
  if (!root && !process.stdin.isTTY) {
    console.error(
      'The practice LAN needs root, and there is no terminal to ask for a password: sudo npm start',
    );
    return 1;
  }
  const at = words.indexOf('--lab');
  const name = at < 0 ? undefined : words[at + 1];
  const argv = [process.execPath, 'build/main-job.mjs', ...(name === undefined ? [] : [name])];
  const [program = '', ...rest] = root ? argv : ['sudo', ...argv];
  return spawnSync(program, rest, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}
