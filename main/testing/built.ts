// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

/** What a test runs instead of the real thing: main's own bundles, a stand-in helper, a small page. */
export interface Built {
  folder: string;
  /** Bundled main, as `dist/main`. */
  main: string;
  /** Program that speaks as `lanyard serve` does. */
  lanyard: string;
  /** Folder of a small page. */
  renderer: string;
  remove: () => void;
}

const PAGE = {
  'index.html':
    '<!doctype html><html lang="en"><head><title>Test page</title><link rel="icon" href="data:,">' +
    '<script type="module" src="/page.js"></script></head><body><p id="seen">loading</p></body></html>',
  'page.js':
    "globalThis.ready = window.lanyard['app.state']({}).then((state) => {" +
    "document.querySelector('#seen').textContent = JSON.stringify(state); return state; });",
};

export function buildForTest(): Built {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-main-'));
  const main = join(folder, 'dist', 'main');
  execFileSync(process.execPath, [join(root, 'build', 'bundle-main.mjs'), main]);
  const renderer = join(folder, 'dist', 'renderer');
  mkdirSync(renderer, { recursive: true });
  for (const [name, content] of Object.entries(PAGE)) writeFileSync(join(renderer, name), content);
  const lanyard = join(folder, 'dist', 'lanyard');
  buildSync({
    entryPoints: [join(import.meta.dirname, 'fake-helper.ts')],
    outfile: lanyard,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
  });
  chmodSync(lanyard, 0o755);
  return { folder, main, lanyard, renderer, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
