#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundleProgram } from '../../build/bundle.mjs';

/** `start.mjs run|trim …`: Node 20 does not read TypeScript, so the program is bundled first. */
const ROOT = join(import.meta.dirname, '..', '..');
const [program = 'run', ...words] = process.argv.slice(2);
// Of its own, so that two can run at a time.
const folder = join(ROOT, 'out', 'golden', `${program}-${process.pid}`);
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
if (program === 'run') await bundleProgram(join(folder, 'program'));
const outfile = join(folder, `${program}.mjs`);
await build({
  entryPoints: [join(import.meta.dirname, `${program}.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // CommonJS packages inside ask for these.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const __filename = import.meta.filename;",
  },
  logLevel: 'warning',
});
process.argv = [process.argv[0] ?? 'node', outfile, ...words];
process.env.LANYARD_GOLDEN_ROOT = ROOT;
await import(pathToFileURL(outfile).href);
