// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleProgram } from '../../build/bundle.mjs';
import { copyProgram } from './bench.ts';
import { readCases } from './case.ts';
import { DOCKERS_OWN, elsewhere } from './elsewhere.ts';
import { type Labs, makeLabs } from './labs.ts';
import { featuresHere, needsOf } from './needs.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const cases = readCases(join(import.meta.dirname, 'cases.json'));
const features = process.getuid?.() === 0 ? featuresHere() : [];

/** Cases that this kernel can run: the others run where it has what they need. */
const runnable = cases.filter(
  (one) => elsewhere(one) === undefined && needsOf(one).every((need) => features.includes(need)),
);
let program: ReturnType<typeof copyProgram>;
let labs: Labs;

/** Two cores, and much of a case is waiting. */
const LABS = 3;

beforeAll(async () => {
  const built = join(ROOT, 'out', 'golden', 'kernel');
  await bundleProgram(built);
  program = copyProgram(join(built, 'lanyard'));
  labs = makeLabs(program.folder, LABS);
});
afterAll(async () => {
  await labs.close();
  program.remove();
});

/** A busy machine: a case alone takes seconds, but grace times of ten seconds are real. */
const PATIENCE = 240_000;

describe.skipIf(process.getuid?.() !== 0)('as two Docker Engines did', () => {
  test.concurrent.each(runnable)('$id: $title', { timeout: PATIENCE }, async (one) => {
    const { problems } = await labs.play(one);
    expect(problems).toEqual([]);
  });
});

test('few cases are left to the docker engine, and each is there', () => {
  const ids = cases.map(({ id }) => id);
  expect(Object.keys(DOCKERS_OWN).filter((id) => !ids.includes(id))).toEqual([]);
  expect(Object.keys(DOCKERS_OWN).length).toBeLessThanOrEqual(15);
});
