// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { PREFERENCES } from '../model/shell-contract.ts';
import { preferencesIn } from './preferences.ts';

const folder = mkdtempSync(join(tmpdir(), 'lanyard-preferences-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('what is chosen is there again, whole and private', () => {
  const path = join(folder, 'a', 'preferences.json');
  const file = preferencesIn(path);
  expect(file.read()).toEqual(PREFERENCES);
  file.put({ language: 'zh-CN' });
  file.put({ window: { x: 1, y: 2, width: 1200, height: 800, maximized: false } });
  const again = preferencesIn(path).read();
  expect(again).toEqual(file.read());
  expect(again).toMatchObject({ language: 'zh-CN', theme: 'system', window: { width: 1200 } });
  expect(readdirSync(join(folder, 'a'))).toEqual(['preferences.json']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test.each([
  '',
  '{',
  '[]',
  '{"theme":"pink"}',
  '{"theme":"dark","window":{"width":-1,"height":1,"maximized":false}}',
])('a bad file counts as none: %s', (content) => {
  const path = join(folder, 'bad.json');
  writeFileSync(path, content);
  expect(preferencesIn(path).read()).toEqual(PREFERENCES);
  preferencesIn(path).put({ theme: 'dark' });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ theme: 'dark' });
});

test('a path that cannot be written does not stop the app', () => {
  const blocked = join(folder, 'blocked');
  writeFileSync(blocked, '');
  chmodSync(blocked, 0o400);
  const file = preferencesIn(join(blocked, 'preferences.json'));
  expect(file.put({ theme: 'light' })).toMatchObject({ theme: 'light' });
});
