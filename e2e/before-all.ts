// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../build/bundle.mjs';
import { isFresh } from '../build/freshness.mjs';
import { ELECTRON, ROOT } from './shells.ts';

/** What is tested is what is built. */
export default async function beforeAll(): Promise<void> {
  rmSync(join(ROOT, 'e2e/shots'), { recursive: true, force: true });
  if (!isFresh(ROOT)) await bundle();
  if (ELECTRON === undefined)
    console.log('Electron’s binary is not on this machine: the specs run in the Chromium shell only.');
}
