// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** A file, what it imports, and the rules that must speak up. */
const CASES: [file: string, imports: string, rules: string[]][] = [
  ['model/good.ts', "import * as z from 'zod/mini';", []],
  ['model/good.test.ts', "import { readFileSync } from 'node:fs'; import './good.ts';", []],
  ['model/reads.ts', "import { readFileSync } from 'node:fs';", ['model-is-pure']],
  ['model/up.ts', "import { a } from '../helper/good.ts';", ['model-imports-itself', 'model-is-pure']],
  [
    'model/up-type.ts',
    "import type { A } from '../helper/good.ts';",
    ['model-imports-itself', 'model-is-pure'],
  ],
  ['model/package.ts', "import { it } from 'vitest';", ['model-is-pure']],
  ['model/big-zod.ts', "import * as z from 'zod';", ['zod-mini']],
  ['model/nowhere.ts', "import './not-there.ts';", ['model-is-pure', 'resolves']],
  ['model/round.ts', "import './round-again.ts';", []], // A cycle is told of once.
  ['model/round-again.ts', "import './round.ts';", ['no-cycles']],
  [
    'helper/good.ts',
    "import '../model/good.ts'; import type { ChildProcess } from 'node:child_process';",
    [],
  ],
  ['helper/command.ts', "import { spawn } from 'node:child_process';", []],
  ['helper/spawns.ts', "import { spawn } from 'node:child_process';", ['helper-one-spawner']],
  ['helper/across.ts', "import type { A } from '../main/good.ts';", ['helper-imports-itself-and-model']],
  ['helper/cellar.ts', "import '../bench/good.ts';", ['helper-imports-itself-and-model']],
  ['main/good.ts', "import '../model/good.ts';", []],
  ['main/helper-process.ts', "import { spawn } from 'node:child_process';", []],
  ['main/spawns.ts', "import { spawn } from 'node:child_process';", ['main-one-spawner']],
  ['main/across.ts', "import '../helper/good.ts';", ['main-imports-itself-and-model']],
  ['renderer/across.ts', "import '../main/good.ts';", ['renderer-imports-itself-and-model']],
  ['bench/good.ts', "import '../helper/good.ts';", []],
];

interface Violation {
  from: string;
  rule: { name: string };
}

const FLOORS = ['model', 'helper', 'main', 'renderer', 'bench'];

let folder: string;
let violations: Violation[];

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-layers-'));
  for (const [file, imports] of CASES) write(file, imports);
  write(
    'build/tsconfig.json',
    '{ "compilerOptions": { "moduleResolution": "bundler" }, "files": ["../model/good.ts"] }',
  );
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const run = spawnSync(
    join(ROOT, 'node_modules/.bin/depcruise'),
    ['--config', join(ROOT, 'build/layers.cjs'), '--output-type', 'json', ...FLOORS],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(run.stderr).toBe('');
  violations = JSON.parse(run.stdout).summary.violations;
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the layer check', () => {
  it.each(CASES)('%s: %s', (file, _imports, rules) => {
    const broken = violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
    expect([...new Set(broken)].sort()).toEqual(rules);
  });
});
