// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from '@playwright/test';
import type { Wishes } from './app.ts';
import { SHELLS } from './shells.ts';

/** The whole app on practice labs, one project a shell that is on this machine. docs/rings.md says how to run one spec. */
export default defineConfig<Wishes>({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../out/e2e',
  globalSetup: './before-all.ts',
  workers: 2,
  retries: 0,
  // A lab, a browser and a helper start within a second each when nothing else runs; shared machines are slower.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: { actionTimeout: 60_000 },
  projects: SHELLS.map((shell) => ({
    name: shell,
    use: { shell },
    // pkexec and the helper are the same under both.
    testIgnore: shell === 'electron' ? 'elevation.spec.ts' : [],
  })),
});
