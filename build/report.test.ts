// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { closingLine, goldenRecords, playwrightRecords, recordsFrom, remarks, row } from './report.mjs';

const passed = { name: 'a > b', state: 'passed', ms: 1 } as const;
const failed = { name: 'a > c', state: 'failed', ms: 1, reason: 'one\ntwo' } as const;
const skipped = { name: 'a > d', state: 'skipped', ms: 0, reason: 'needs root' } as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-report-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('recordsFrom', () => {
  const broken = { name: 'the run itself', state: 'failed' };

  it.each([
    ['a good run', [passed, skipped], 0, [passed, skipped]],
    ['a run whose failure is told', [passed, failed], 1, [passed, failed]],
    ['a run that fails without saying why', [passed], 1, [passed, broken]],
    ['a run that never ended', [passed], undefined, [passed, broken]],
    ['a run that ended well and tested nothing', [], 0, [broken]],
  ])('%s', (_title, records, exit, expected) => {
    const path = join(folder, 'report.json');
    writeFileSync(path, JSON.stringify(records));
    expect(recordsFrom(path, { exit, output: 'what it printed' })).toMatchObject(expected);
  });

  it('takes a missing report for a failure, and shows what was printed', () => {
    const [record] = recordsFrom(join(folder, 'none.json'), { exit: 0, output: 'what it printed' });
    expect(record).toMatchObject({ state: 'failed', reason: expect.stringContaining('what it printed') });
  });
});

test('golden verdicts are records, but for cases that are not ours', () => {
  const told = ['holds', 'fails', 'skipped', 'elsewhere'].map((state) =>
    JSON.stringify({ id: state, title: 'x', state, detail: ['why'], used: [], ms: 7 }),
  );
  expect(goldenRecords(`${told.join('\n')}\n`)).toEqual([
    { name: 'holds: x', state: 'passed', ms: 7, reason: 'why' },
    { name: 'fails: x', state: 'failed', ms: 7, reason: 'why' },
    { name: 'skipped: x', state: 'skipped', ms: 7, reason: 'why' },
  ]);
});

describe('the closing lines', () => {
  const reports = [
    { ring: 'unit', ms: 1234, records: [passed, failed] },
    { ring: 'kernel', ms: 10, records: [skipped] },
  ];

  it('counts over all rings', () => {
    expect(closingLine(reports)).toBe('1 passed, 1 failed, 1 skipped');
  });

  it('gives a row a ring', () => {
    expect(reports.map(row)).toEqual([
      'unit       FAILED   1 passed, 1 failed, 0 skipped           1.2 s',
      'kernel     skipped  0 passed, 0 failed, 1 skipped           0.0 s',
    ]);
  });

  it('shows failures whole and skipped tests by their reason', () => {
    expect(remarks(reports)).toBe(
      'FAILED unit: a > c\n    one\n    two\n\nskipped: needs root\n    kernel: a > d\n',
    );
  });
});

describe('playwrightRecords', () => {
  const spec = (title: string, status: string, results: object[] = [], annotations: object[] = []) => ({
    title,
    tests: [{ projectName: 'chromium', status, results, annotations }],
  });

  it('reads nested suites, and takes a flaky test for a failed one', () => {
    const report = {
      suites: [
        {
          title: 'lan.spec.ts',
          specs: [spec('opens', 'expected', [{ duration: 5 }])],
          suites: [
            {
              title: 'inner',
              specs: [
                spec('flaky', 'flaky', [{ duration: 1, errors: [{ message: 'once' }] }, { duration: 2 }]),
                spec('later', 'skipped', [], [{ type: 'skip', description: 'no Electron' }]),
              ],
            },
          ],
        },
      ],
    };
    expect(playwrightRecords(report)).toEqual([
      { name: 'lan.spec.ts > opens [chromium]', state: 'passed', ms: 5 },
      { name: 'lan.spec.ts > inner > flaky [chromium]', state: 'failed', ms: 2, reason: 'once' },
      { name: 'lan.spec.ts > inner > later [chromium]', state: 'skipped', ms: 0, reason: 'no Electron' },
    ]);
  });
});
