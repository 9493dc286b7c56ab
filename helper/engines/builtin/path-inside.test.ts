// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findInside, readInside } from './path-inside.ts';
import { judgeProgram } from './program.ts';
import { findUser } from './user.ts';

let base: string;
let root: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'lanyard-inside-'));
  root = join(base, 'root');
  mkdirSync(join(root, 'etc'), { recursive: true });
  mkdirSync(join(root, 'bin'));
  writeFileSync(join(base, 'secret'), 'secret');
  writeFileSync(
    join(root, 'etc/passwd'),
    'root:x:0:0::/root:/bin/sh\nann:x:1000:1001::/:/bin/sh\n7:x:70:70::/:/bin/sh\n',
  );
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\nwheel:x:10:root,ann\nann:x:1001:ann\n');
  writeFileSync(join(root, 'bin/run'), '', { mode: 0o755 });
  writeFileSync(join(root, 'bin/plain'), '', { mode: 0o644 });
  symlinkSync('/bin/run', join(root, 'bin/link'));
  symlinkSync('../../secret', join(root, 'etc/up'));
  symlinkSync(join(base, 'secret'), join(root, 'etc/absolute'));
  symlinkSync('loop', join(root, 'etc/loop'));
  symlinkSync('/etc', join(root, 'alias'));
});
afterAll(() => rmSync(base, { recursive: true }));

describe('paths', () => {
  test.each(['/etc/up', '/etc/absolute', '../secret', '/etc/loop', '/none'])('%s is not there', (path) => {
    expect(findInside(root, path)).toBeUndefined();
  });
  test('links are followed within', () => {
    expect(readInside(root, '/alias/passwd')).toContain('ann');
    expect(findInside(root, 'alias/../bin/link')?.path).toBe(join(root, 'bin/run'));
    expect(findInside(root, '/../../etc')?.path).toBe(join(root, 'etc'));
  });
});

test.each([
  ['', { uid: 0, gid: 0, additionalGids: [10] }],
  ['ann', { uid: 1000, gid: 1001, additionalGids: [10] }],
  ['1000', { uid: 1000, gid: 1001, additionalGids: [10] }],
  ['ann:wheel', { uid: 1000, gid: 10, additionalGids: [] }],
  ['5:6', { uid: 5, gid: 6, additionalGids: [] }],
  ['5', { uid: 5, gid: 0, additionalGids: [] }],
  ['7', { uid: 70, gid: 70, additionalGids: [] }],
  ['bob', undefined],
  ['ann:nogroup', undefined],
  ['-1', undefined],
  ['4294967295', undefined],
])('user %j', (text, user) => {
  expect(findUser(root, text)).toEqual(user);
});

test.each([
  ['run', undefined],
  ['link', undefined],
  ['/bin/run', undefined],
  ['./run', undefined],
  ['plain', 'program-not-executable'],
  ['/bin', 'program-not-executable'],
  ['none', 'program-not-found'],
  ['/etc/absolute', 'program-not-found'],
  ['', 'program-not-found'],
])('program %j', (program, code) => {
  expect(judgeProgram(root, program, ['PATH=/sbin:/bin'], '/bin')?.code).toBe(code);
});
