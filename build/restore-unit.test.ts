// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import config from './electron-builder.json';

const ROOT = join(import.meta.dirname, '..');
const UNIT = 'lanyard-restore.service';

test('the package brings a unit that restores at boot with the program that it installs', () => {
  const [source = '', target] = config.deb.fpm[0]?.split('=') ?? [];
  expect(target).toBe('/usr/lib/systemd/system/');
  const unit = readFileSync(join(ROOT, source, UNIT), 'utf8');
  const program = config.extraResources[0]?.to;
  expect(unit).toContain(`\nExecStart=/opt/${config.productName}/resources/${program} restore\n`);
  // A unit that a package brings is on by this link: no script has to run.
  const wanted = join(ROOT, source, 'multi-user.target.wants', UNIT);
  expect(readlinkSync(wanted)).toBe(`../${UNIT}`);
  expect(existsSync(wanted)).toBe(true);
});
