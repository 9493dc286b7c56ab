// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { PACKAGES } from '../model/shell-contract.ts';
import { commandFor, meaningOf } from './install-once.ts';

test('no package name can say anything to a shell', () => {
  for (const name of PACKAGES) expect(name).toMatch(/^[a-z0-9][a-z0-9.+-]+$/);
  expect(commandFor(['crun', 'fping'])).toBe(
    'DEBIAN_FRONTEND=noninteractive /usr/bin/apt-get install -y --no-install-recommends crun fping',
  );
});

test.each([
  ['User did not grant permission.', 'elevation-dismissed'],
  ['No polkit authentication agent found.', 'elevation-missing'],
  ['Unable to find pkexec or kdesudo.', 'elevation-missing'],
  ['Command failed: E: Unable to locate package', 'install-failed'],
])('"%s" is %s', (reason, code) => {
  expect(meaningOf(reason).code).toBe(code);
});
