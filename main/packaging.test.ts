// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const require = createRequire(import.meta.url);

/** electron-builder's own check, from the package that brings its schema. It says nothing where nothing is wrong. */
const config = require(
  require.resolve('app-builder-lib/out/util/config/config.js', {
    paths: [join(root, 'node_modules', 'electron-builder')],
  }),
);
const check = (configuration: unknown): Promise<void> =>
  config.validateConfiguration(configuration, { isEnabled: false });

test('electron-builder accepts the configuration', async () => {
  await expect(check(read('build/electron-builder.json'))).resolves.toBeUndefined();
});

test('and would refuse a wrong one', async () => {
  await expect(check({ ...read('build/electron-builder.json'), asarr: true })).rejects.toThrow('asarr');
});

test('what it packs is what main is bundled to, and of the Electron that is installed', () => {
  const { files, extraMetadata, extraResources, electronVersion } = read('build/electron-builder.json');
  expect(files).toContain(extraMetadata.main);
  expect(files).toContain('dist/main/electron-preload.cjs');
  // Outside the archive: pkexec runs real files only.
  expect(extraResources).toEqual([{ from: 'dist/lanyard', to: 'lanyard' }]);
  expect(electronVersion).toBe(read('package.json').devDependencies.electron);
});
