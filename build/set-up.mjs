#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { installNodeModules, nodeModulesFit } from './node-modules.mjs';
import { missingPackages } from './packages.mjs';

// Runs before anything is installed: Node's own modules only, and no syntax newer than Node 16's.

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [20, 19];
const APT = '/usr/bin/apt-get';

/** @typedef {import('./packages.mjs').PackageSet} PackageSet */

/**
 * Sets up what is missing, and ends the process with 1 where that cannot be done.
 * @param {{sets: PackageSet[], yes: boolean}} wish `yes`: install without asking
 */
export async function setUp({ sets, yes }) {
  requireNode();
  await setUpPackages(sets, yes || process.env.CI === 'true');
  if (nodeModulesFit(ROOT)) return;
  say('Installing the npm packages of package-lock.json (npm ci).');
  if (!installNodeModules(ROOT)) stop('npm ci failed: see its message above, and try again.');
}

/** @param {string} text */
const say = (text) => process.stderr.write(`set-up: ${text}\n`);

/**
 * @param {string} text
 * @returns {never}
 */
function stop(text) {
  say(text);
  process.exit(1);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldMajor = 0, oldMinor = 0] = OLDEST_NODE;
  if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return;
  stop(
    `This is Node ${process.versions.node}; Lanyard needs ${OLDEST_NODE.join('.')} or newer (https://nodejs.org).`,
  );
}

/**
 * @param {PackageSet[]} sets
 * @param {boolean} yes
 */
async function setUpPackages(sets, yes) {
  const missing = missingPackages(sets);
  if (missing.length === 0) return;
  const list = missing.join(' ');
  if (!existsSync(APT)) {
    say(`Not found here, and this is no Debian: please install what Debian calls ${list}.`);
    // Without the tests' tools the tests that need them are skipped, and say so.
    return missingPackages(['run']).length === 0 ? undefined : process.exit(1);
  }
  if (!yes && !process.stdin.isTTY) {
    stop(
      `Missing: ${list}\nRun this again with --yes (npm start -- --yes), or: sudo apt-get install ${list}`,
    );
  }
  if (
    !yes &&
    !(await agreed(`set-up: Lanyard needs these Debian packages:\n  ${list}\nInstall them now? [y/N] `))
  ) {
    stop('Nothing was installed.');
  }
  install(missing);
  const still = missingPackages(sets);
  if (still.length > 0) stop(`Installed, and still not found: ${still.join(' ')}`);
}

/**
 * @param {string} question
 * @returns {Promise<boolean>}
 */
function agreed(question) {
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    ask.once('close', () => resolve(false));
    ask.question(question, (answer) => {
      resolve(/^y(es)?$/i.test(answer.trim()));
      ask.close();
    });
  });
}

/** @param {string[]} packages */
function install(packages) {
  const sudo = process.getuid && process.getuid() !== 0 ? ['sudo'] : [];
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', APT, '-q', '-o', 'Dpkg::Use-Pty=0'];
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const [program = '', ...argv] = [...sudo, ...quiet, ...words];
    say([program, ...argv].join(' '));
    const { status } = spawnSync(program, argv, { stdio: 'inherit' });
    // A failed update is not the end: the lists may be good enough.
    if (status !== 0 && words[0] === 'install') stop('apt-get install failed: see its message above.');
  }
}

/** By hand: `node build/set-up.mjs [--tests] [--yes]`. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sets = process.argv.includes('--tests') ? ['run', 'test'] : ['run'];
  await setUp({ sets: /** @type {PackageSet[]} */ (sets), yes: process.argv.includes('--yes') });
}
