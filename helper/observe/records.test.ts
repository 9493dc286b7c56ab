// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readState } from './records.ts';

let state: string;

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'lanyard-records-'));
  vi.stubEnv('LANYARD_STATE', state);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(state, { recursive: true, force: true });
});

test('a folder that is not there yet is an empty one', () => {
  vi.stubEnv('LANYARD_STATE', join(state, 'not', 'yet'));
  expect(readState()).toEqual({
    ok: true,
    value: { readable: true, networks: [], containers: [], images: [] },
  });
});

test.each([
  ['not JSON', '{"created":1,'],
  ['not a record', '[]'],
  ['a record without its moment', '{"record":{}}'],
  ['nothing', ''],
])('a record that is %s is a fault with its path', (_, content) => {
  mkdirSync(join(state, 'networks'));
  const path = join(state, 'networks', `${'a'.repeat(64)}.json`);
  writeFileSync(path, content);
  const read = readState();
  expect(read).toMatchObject({ ok: false, fault: { code: 'state-unreadable', facts: { path } } });
});
