// SPDX-License-Identifier: Apache-2.0
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { endOf, startProgram } from '../child-process.ts';

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

const INDEX =
  '<!doctype html><html lang="en"><head><title>Test page</title><link rel="icon" href="data:,">' +
  '<script type="module" src="/page.js"></script></head><body></body></html>';

export async function buildForTest(): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-main-'));
  // Another user runs it too.
  chmodSync(folder, 0o755);
  const main = join(folder, 'dist', 'main');
  const bundling = startProgram([process.execPath, join(root, 'build', 'bundle-main.mjs'), main], {});
  const { exit, stderr } = await endOf(bundling);
  if (exit !== 0) throw new Error(stderr);
  const renderer = join(folder, 'dist', 'renderer');
  mkdirSync(renderer, { recursive: true });
  writeFileSync(join(renderer, 'index.html'), INDEX);
  copyFileSync(join(import.meta.dirname, 'page.js'), join(renderer, 'page.js'));
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
