// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isDocument, pageAt, pathIn } from './pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'lanyard-pages-'));
mkdirSync(join(folder, 'in', 'assets'), { recursive: true });
writeFileSync(join(folder, 'in', 'index.html'), '<p>home');
writeFileSync(join(folder, 'in', 'assets', 'a b.js'), '1');
writeFileSync(join(folder, 'in', 'secret.pem'), 'x');
writeFileSync(join(folder, 'outside.js'), 'x');
afterAll(() => rmSync(folder, { recursive: true }));

const at = (address: string) => pageAt(join(folder, 'in'), address);

test('files of the folder are served with their type and the policy', async () => {
  for (const address of ['https://lanyard.app/', 'app://lanyard/', 'https://lanyard.app/index.html?x#y'])
    expect(await at(address)).toMatchObject({ status: 200, body: Buffer.from('<p>home') });
  const script = await at('https://lanyard.app/assets/a%20b.js');
  expect(script.headers['Content-Type']).toBe('text/javascript; charset=utf-8');
  expect(script.headers['Content-Security-Policy']).toContain("default-src 'none'");
});

test.each([
  'https://lanyard.app/../outside.js',
  'https://lanyard.app/%2e%2e/outside.js',
  'https://lanyard.app/..%2foutside.js',
  'https://lanyard.app/assets/..%5c..%5coutside.js',
  'https://lanyard.app/index.html%00.js',
  'https://lanyard.app/%E0%A4%A',
  'https://lanyard.app/assets',
  'https://lanyard.app/assets/',
  'https://lanyard.app/secret.pem',
  'https://lanyard.app/nothing.js',
  'not an address',
])('%s is not found', async (address) => {
  expect(await at(address)).toMatchObject({ status: 404, body: Buffer.alloc(0) });
});

test('no address means a path outside', () => {
  for (const address of ['x:/%2e%2e/%2e%2e/etc/passwd', 'app://lanyard//etc/passwd', 'x:..%2f..%2fetc'])
    expect(pathIn(address) ?? '').not.toMatch(/^\/|^\.\./);
});

test.each([
  ['https://lanyard.app/', true],
  ['https://lanyard.app/index.html#/networks', true],
  ['https://lanyard.app/page.js', false],
  ['https://lanyard.app.evil/', false],
  ['https://lanyard.app@evil/', false],
  ['http://lanyard.app/', false],
  ['blob:https://lanyard.app/x', false],
  ['about:blank', false],
])('%s is the app\u2019s document: %s', (address, is) => {
  expect(isDocument(address, 'https://lanyard.app')).toBe(is);
});
