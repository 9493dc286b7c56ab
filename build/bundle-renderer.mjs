// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build as esbuild } from 'esbuild';
import { build } from 'vite';

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** page: the entry in renderer/. out: the folder it is built into. */
export const PAGES = {
  app: { page: 'index.html', out: 'dist/renderer' },
  practice: { page: 'practice.html', out: 'out/practice' },
};

/** Builds one of the pages: relative paths, no inline script, fonts as files, so that the strict policy holds. */
export async function bundleRenderer({ page, out } = PAGES.app) {
  await build({
    configFile: false,
    root: at('renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
    build: {
      outDir: at(out),
      emptyOutDir: true,
      target: 'chrome130',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1200,
      rollupOptions: { input: at(`renderer/${page}`) },
    },
  });
}

/** Runs renderer/shots.ts over the practice page; Node 20 reads no TypeScript by itself. */
async function shoot() {
  const outfile = at('out/shots.mjs');
  await esbuild({
    entryPoints: [at('renderer/shots.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  await import(outfile);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv[2] ?? 'app';
  await bundleRenderer(asked === 'app' ? PAGES.app : PAGES.practice);
  if (asked === 'shots') await shoot();
}
