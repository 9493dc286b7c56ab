// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What CommonJS packages take for granted, and an ES module does not have. */
const COMMONJS = `import { createRequire as lanyardRequire } from 'node:module';
const require = lanyardRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;`;

/**
 * Bundles main's entries into `out` (default dist/main): main.mjs (Electron), chromium-main.mjs (Node), choose-shell.mjs,
 * and one preload for each shell.
 * @param {string} [out] absolute folder
 */
export async function bundleMain(out = join(root, 'dist', 'main')) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  /** @type {import('esbuild').BuildOptions} */
  const shared = {
    bundle: true,
    outdir: out,
    absWorkingDir: root,
    logLevel: 'warning',
    legalComments: 'none',
    define: { LANYARD_VERSION: JSON.stringify(version) },
  };
  await Promise.all([
    build({
      ...shared,
      entryPoints: ['main/main.ts', 'main/chromium-main.ts', 'main/choose-shell.ts'],
      platform: 'node',
      target: 'node20',
      format: 'esm',
      outExtension: { '.js': '.mjs' },
      external: ['electron'],
      banner: { js: COMMONJS },
      minifySyntax: true,
      minifyWhitespace: true,
    }),
    // Electron's sandboxed preload is CommonJS.
    build({
      ...shared,
      entryPoints: ['main/electron-preload.ts'],
      platform: 'browser',
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
      external: ['electron'],
    }),
    build({
      ...shared,
      entryPoints: ['main/chromium-preload.ts'],
      platform: 'browser',
      format: 'iife',
      minify: true,
    }),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleMain(process.argv[2]);
