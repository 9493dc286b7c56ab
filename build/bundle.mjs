#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleMain } from './bundle-main.mjs';
import { bundleRenderer } from './bundle-renderer.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(ROOT, 'dist');

/** Its time is that of the last build that succeeded: build/freshness.mjs. */
const STAMP = join(DIST, 'built');

/** @param {string} path */
const at = (path) => join(ROOT, path);

/** @type {import('esbuild').BuildOptions} */
const NODE = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  // A file without an extension is CommonJS wherever it is copied to; it also starts faster than a module.
  format: 'cjs',
  legalComments: 'eof',
  logLevel: 'warning',
};

/**
 * What is built: `from` is left out while it is not there. `program`: made executable.
 * @type {{from: string, to: string, program: boolean, options: import('esbuild').BuildOptions}[]}
 */
const BUNDLES = [{ from: 'helper/main.ts', to: 'lanyard', program: true, options: NODE }];

/** @param {(typeof BUNDLES)[number]} bundle @param {string} [folder] */
async function make({ from, to, program, options }, folder = DIST) {
  const target = join(folder, to);
  const fresh = `${target}.new`;
  /** @type {Record<string, string>} */
  const banner = program ? { js: '#!/usr/bin/env node' } : {};
  await build({ ...options, banner, entryPoints: [at(from)], outfile: fresh });
  if (program) chmodSync(fresh, 0o755);
  // In one move: another process may be starting it.
  renameSync(fresh, target);
}

/** The program alone, in another folder: as it is in dist/. @param {string} folder */
export const bundleProgram = (folder) => Promise.all(BUNDLES.map((one) => make(one, folder)));

export async function bundle() {
  mkdirSync(DIST, { recursive: true });
  // Else dist/lanyard would be a module, as the package's own files are.
  writeFileSync(join(DIST, 'package.json'), '{ "type": "commonjs" }\n');
  rmSync(STAMP, { force: true });
  const wanted = BUNDLES.filter(({ from }) => existsSync(at(from)));
  await Promise.all([...wanted.map((one) => make(one)), bundleMain(), bundleRenderer()]);
  writeFileSync(STAMP, '');
  return [...wanted.map(({ to }) => to), 'main', 'renderer'];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const made = await bundle();
    console.log(`dist: ${made.join(', ')}`);
  } catch {
    // esbuild has said what and where.
    process.exitCode = 1;
  }
}
