// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { electronPath, shellArgv } from './choose-shell.ts';

const root = mkdtempSync(join(tmpdir(), 'lanyard-choose-'));
afterAll(() => rmSync(root, { recursive: true }));
const package_ = join(root, 'node_modules', 'electron');

test('Electron is chosen once its binary is there, and only then', () => {
  const chromium = [process.execPath, join(root, 'dist', 'main', 'chromium-main.mjs')];
  expect(shellArgv(root, {})).toEqual(chromium);
  mkdirSync(join(package_, 'dist'), { recursive: true });
  // The package is there, its download is not.
  expect(shellArgv(root, {})).toEqual(chromium);
  writeFileSync(join(package_, 'path.txt'), 'electron');
  expect(shellArgv(root, {})).toEqual(chromium);
  writeFileSync(join(package_, 'dist', 'electron'), '');
  expect(shellArgv(root, {})).toEqual([
    join(package_, 'dist', 'electron'),
    join(root, 'dist', 'main', 'main.mjs'),
  ]);
});

test('ELECTRON_OVERRIDE_DIST_PATH wins, when something is there', () => {
  const elsewhere = join(root, 'elsewhere');
  expect(electronPath(root, { ELECTRON_OVERRIDE_DIST_PATH: elsewhere })).toBeUndefined();
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'electron'), '');
  expect(electronPath(root, { ELECTRON_OVERRIDE_DIST_PATH: elsewhere })).toBe(join(elsewhere, 'electron'));
});
