// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCases } from './case.ts';
import { DOCKERS_OWN, LATER } from './elsewhere.ts';

test('few cases are left to the docker engine, and each is there', () => {
  const ids = readCases(join(import.meta.dirname, 'cases.json')).map(({ id }) => id);
  const left = [...Object.keys(DOCKERS_OWN), ...Object.keys(LATER)];
  expect(left.filter((id) => !ids.includes(id))).toEqual([]);
  expect(Object.keys(DOCKERS_OWN).length).toBeLessThanOrEqual(15);
});
