// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { network } from '../../model/testing/host.ts';
import { recordPath } from './paths.ts';
import { putRecord, readRecord, readRecords } from './store.ts';

const { created: _, ...record } = network();
const { id } = record.spec;
const named = (name: string) => ({ ...record, spec: { ...record.spec, name } });

let folder: string;
const outside = process.env.LANYARD_STATE;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-store-'));
  process.env.LANYARD_STATE = folder;
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  process.env.LANYARD_STATE = outside ?? '';
});

test('a record is what was written last, by us or by another, and keeps the moment of its first writing', () => {
  putRecord('networks', id, named('first'), 1000);
  expect(readRecord('networks', id)).toMatchObject({ created: 1000, spec: { name: 'first' } });
  putRecord('networks', id, named('other'), 2000);
  expect(readRecord('networks', id)).toMatchObject({ created: 1000, spec: { name: 'other' } });
  writeFileSync(recordPath('networks', id), JSON.stringify({ created: 3000, record: named('third') }));
  expect(readRecord('networks', id)).toMatchObject({ created: 3000, spec: { name: 'third' } });
});

test('a record that was taken away is gone, and so is its folder', () => {
  putRecord('networks', id, record, 1000);
  expect(readRecords('networks')).toHaveLength(1);
  putRecord('networks', id, null, 2000);
  expect(readRecord('networks', id)).toBeUndefined();
  expect(readRecords('networks')).toEqual([]);
});

test('a file that holds nonsense is said so each time, not remembered as good', () => {
  putRecord('networks', id, record, 1000);
  readRecord('networks', id);
  writeFileSync(recordPath('networks', id), '{"created": 1, "record": {}}');
  expect(() => readRecord('networks', id)).toThrow();
  expect(() => readRecord('networks', id)).toThrow();
});
