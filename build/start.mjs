#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
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
process.exitCode = hasDisplay(process.env) ? await openApp(passedOn) : await withoutDisplay(passedOn);

/** @param {NodeJS.ProcessEnv} env */
function hasDisplay(env) {
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * The app, in Electron where its binary is, else in an installed Chromium.
 * @param {string[]} words `--lab [NAME]`: on the practice LAN, touching no real NIC
 */
async function openApp(words) {
  /** @type {typeof import('../main/choose-shell.ts')} */
  const { shellArgv } = await import(join(ROOT, 'dist/main/choose-shell.mjs'));
  return start([...shellArgv(ROOT, process.env), ...words]);
}

/**
 * Without a display: the main job on a practice LAN, which only root can make, and the app's screens as pictures.
 * @param {string[]} words
 */
async function withoutDisplay(words) {
  console.log('No display here: the main job runs on a practice LAN, and the app’s screens go to out/.');
  const root = process.getuid?.() === 0;
  if (!root && !process.stdin.isTTY) {
    console.error(
      'The practice LAN needs root, and there is no terminal to ask for a password: sudo npm start',
    );
    return 1;
  }
  const at = words.indexOf('--lab');
  const lab = at < 0 ? [] : [words[at + 1] ?? ''].filter((name) => name !== '' && !name.startsWith('-'));
  return start([...(root ? [] : ['sudo']), process.execPath, 'build/main-job.mjs', ...lab]);
}

/** @param {string[]} argv */
function start([program = '', ...rest]) {
  return spawnSync(program, rest, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}
