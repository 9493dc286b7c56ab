// SPDX-License-Identifier: Apache-2.0
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineProject } from 'vitest/config';

/** Needs no root and no browser: components are drawn into jsdom. */
export default defineProject({
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), svelteTesting()],
  test: { name: 'renderer', include: ['**/*.test.ts'], environment: 'jsdom', testTimeout: 60_000 },
});
