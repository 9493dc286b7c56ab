#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundle } from './bundle.mjs';
import { isFresh } from './freshness.mjs';

/** Node 20 does not read TypeScript, so the bench is bundled first. Words are passed on: docs/bench.md. */
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OUT = join(ROOT, 'out', 'bench');

/** @param {'esm' | 'cjs'} format @param {string[]} names */
const make = (format, names) =>
  build({
    entryPoints: names.map((name) => join(ROOT, 'bench', `${name}.ts`)),
    outdir: OUT,
    outExtension: { '.js': format === 'esm' ? '.mjs' : '.cjs' },
    bundle: true,
    platform: 'node',
    format,
    target: 'node20.19',
    // CommonJS packages inside ask for Node's own modules.
    banner:
      format === 'esm'
        ? {
            js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
          }
        : {},
    logLevel: 'warning',
  });

if (!isFresh(ROOT)) await bundle();
await Promise.all([make('esm', ['main', 'inside']), make('cjs', ['trace'])]);

const main = join(OUT, 'main.mjs');
process.argv[1] = main;
process.env.LANYARD_BENCH_ROOT = ROOT;
await import(pathToFileURL(main).href);
