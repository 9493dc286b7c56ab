#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** TypeScript 7: the same checks in a tenth of the time. */
const TSC = join(ROOT, 'node_modules/@typescript/native/bin/tsc');
const SVELTE_CHECK = join(ROOT, 'node_modules/svelte-check/bin/svelte-check');

/** One tsconfig a floor: what a floor may not use does not compile there. `build` checks bench and the model's tests too. */
const FLOORS = ['model', 'helper', 'main', 'renderer', 'build', 'e2e'];

/** @param {string} floor */
const hasSources = (floor) =>
  existsSync(join(ROOT, floor, 'tsconfig.json')) &&
  readdirSync(join(ROOT, floor), { recursive: true }).some((name) => /\.(ts|mjs|svelte)$/.test(String(name)));

/**
 * tsc does not look inside components; svelte-check does, and sees the rest of that floor too.
 * @param {string} floor
 */
const checker = (floor) =>
  floor === 'renderer'
    ? [SVELTE_CHECK, '--workspace', floor, '--tsconfig', './tsconfig.json', '--tsgo']
    : [TSC, '-p', floor];

/**
 * @param {string} floor
 * @returns {Promise<boolean>} whether it compiles
 */
function check(floor) {
  const tsc = spawn(process.execPath, checker(floor), { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  tsc.stdout.on('data', (chunk) => (text += chunk));
  tsc.stderr.on('data', (chunk) => (text += chunk));
  return new Promise((resolve) => {
    tsc.on('close', (status) => {
      if (status !== 0) console.log(`${floor}:\n${text.trimEnd()}`);
      resolve(status === 0);
    });
  });
}

const fine = await Promise.all(FLOORS.filter(hasSources).map(check));
process.exitCode = fine.every(Boolean) ? 0 : 1;
