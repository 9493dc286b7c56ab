// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vitest/config';

const ELSEWHERE = ['**/node_modules/**', 'dist/**', 'out/**'];
const KERNEL = ['**/*.kernel.test.ts'];
const FULL = ['**/*.full.test.ts'];

/** One project a ring: docs/rings.md says what each needs. */
export default defineConfig({
  test: {
    projects: [
      'renderer/vitest.config.ts',
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...ELSEWHERE, 'renderer/**', ...KERNEL, ...FULL],
        },
      },
      {
        test: {
          name: 'kernel',
          include: KERNEL,
          exclude: ELSEWHERE,
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          // A limit, not a wait: other programs may be busy meanwhile.
          expect: { poll: { timeout: 15_000 } },
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'full',
          include: FULL,
          exclude: ELSEWHERE,
          pool: 'forks',
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
