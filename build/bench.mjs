#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundle, bundleProgram } from './bundle.mjs';

/** Node 20 does not read TypeScript, so the bench is bundled first, and the program beside it: a build meanwhile changes nothing. Words are passed on: docs/bench.md. */
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OUT = join(ROOT, 'out', 'bench');

mkdirSync(OUT, { recursive: true });
writeFileSync(join(OUT, 'package.json'), '{ "type": "commonjs" }\n');
await bundle();
await bundleProgram(OUT);
await build({
  entryPoints: ['main', 'inside', 'trace'].map((name) => join(ROOT, 'bench', `${name}.ts`)),
  outdir: OUT,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  // Playwright finds its own files by their place.
  external: ['@playwright/test'],
  logLevel: 'warning',
});

// A process of its own: what builds here is not to be measured there.
const bench = spawn(process.execPath, [join(OUT, 'main.cjs'), ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
// The bench takes its practice lab away before it ends; ^C reaches it by itself.
process.on('SIGINT', () => {});
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
  process.on(signal, () => bench.kill(signal));
bench.once('exit', (code) => {
  process.exit(code ?? 1);
});
