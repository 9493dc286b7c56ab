// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isFresh } from './freshness.mjs';
import { run } from './run.mjs';

const here = { cwd: tmpdir(), seconds: 20 };

describe('run', () => {
  it('gives exit status and output', async () => {
    expect(await run(['/bin/sh', '-c', 'echo out; echo err >&2; exit 3'], here)).toEqual({
      exit: 3,
      output: expect.stringMatching(/out\nerr\n|err\nout\n/),
    });
  });

  it('ends at once with its program, though something of it would stay', async () => {
    const started = performance.now();
    await run(['/bin/sh', '-c', 'sleep 30 & exit 0'], here);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('kills what outlives its time', async () => {
    const { exit } = await run(['/bin/sh', '-c', 'sleep 30; exit 0'], { ...here, seconds: 0.2 });
    expect(exit).toBeUndefined();
  });

  it('tells of a program that is not there', async () => {
    expect(await run(['/not/there'], here)).toEqual({
      exit: undefined,
      output: expect.stringContaining('ENOENT'),
    });
  });
});

describe('isFresh', () => {
  it.each([
    ['built after the last change', 10, 5, true],
    ['changed since', 10, 20, false],
    ['never built', undefined, 5, false],
  ])('%s', (_title, built, changed, fresh) => {
    const root = mkdtempSync(join(tmpdir(), 'lanyard-fresh-'));
    for (const folder of ['dist', 'helper/deep']) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'helper/deep/a.ts'), '');
    if (built !== undefined) {
      writeFileSync(join(root, 'dist/built'), '');
      utimesSync(join(root, 'dist/built'), built, built);
    }
    for (const path of ['helper/deep/a.ts', 'helper/deep', 'helper'])
      utimesSync(join(root, path), changed, changed);
    expect(isFresh(root)).toBe(fresh);
    rmSync(root, { recursive: true, force: true });
  });
});
