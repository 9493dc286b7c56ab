// SPDX-License-Identifier: Apache-2.0

import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';

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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv[2] ?? 'app';
  await bundleRenderer(PAGES[asked]);
}
