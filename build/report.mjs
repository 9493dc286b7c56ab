// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';

/**
 * `reason`: the errors of a failed test, why a skipped one was skipped.
 * @typedef {{name: string, state: 'passed' | 'failed' | 'skipped', ms: number, reason?: string}} TestRecord
 * @typedef {{ring: string, ms: number, records: TestRecord[]}} RingReport
 */

/**
 * The records that a run left in a file. A run that failed without a failed test, or left nothing, is one failure.
 * @param {string} path
 * @param {{exit: number | undefined, output: string}} run
 * @param {(text: string) => TestRecord[]} [read]
 * @returns {TestRecord[]}
 */
export function recordsFrom(path, run, read = (text) => JSON.parse(text)) {
  const records = existsSync(path) ? read(readFileSync(path, 'utf8')) : [];
  const told = records.some(({ state }) => state === 'failed');
  if (run.exit === 0 ? records.length > 0 : told) return records;
  const why = run.exit === undefined ? 'it came to no end in its time' : `exit status ${run.exit}`;
  return [
    ...records,
    { name: 'the run itself', state: 'failed', ms: 0, reason: `${why}\n${lastLines(run.output)}` },
  ];
}

/** @param {string} text */
const lastLines = (text) => text.trimEnd().split('\n').slice(-60).join('\n');

/**
 * Playwright's JSON report as records.
 * @param {any} node a report, or a suite in it
 * @param {string} [title]
 * @returns {TestRecord[]}
 */
export function playwrightRecords(node, title = '') {
  const inner = (node.suites ?? []).flatMap((/** @type {any} */ suite) =>
    playwrightRecords(suite, [title, suite.title].filter(Boolean).join(' > ')),
  );
  const own = (node.specs ?? []).flatMap((/** @type {any} */ spec) =>
    spec.tests.map((/** @type {any} */ test) =>
      playwrightRecord(`${title} > ${spec.title} [${test.projectName}]`, test),
    ),
  );
  return [...own, ...inner];
}

/**
 * @param {string} name
 * @param {any} test
 * @returns {TestRecord}
 */
function playwrightRecord(name, test) {
  const last = test.results.at(-1);
  const ms = last?.duration ?? 0;
  if (test.status === 'skipped') {
    const note = test.annotations.find((/** @type {any} */ { type }) => type === 'skip')?.description;
    return { name, ms, state: 'skipped', reason: note ?? 'it gives no reason' };
  }
  if (test.status === 'expected') return { name, ms, state: 'passed' };
  // A test that passes at the second try is not a test that passes.
  const errors = test.results.flatMap((/** @type {any} */ result) => result.errors ?? []);
  return {
    name,
    ms,
    state: 'failed',
    reason: errors.map((/** @type {any} */ error) => error.message).join('\n'),
  };
}

/** @type {Record<string, TestRecord['state']>} */
const GOLDEN_STATES = { holds: 'passed', fails: 'failed', skipped: 'skipped' };

/**
 * The golden runner's verdicts, lines of JSON, as records. Cases that are Docker's own are no tests of ours.
 * @param {string} text
 * @returns {TestRecord[]}
 */
export const goldenRecords = (text) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .filter(({ state }) => state !== 'elsewhere')
    .map(({ id, title, state, detail, ms }) => ({
      name: `${id}: ${title}`,
      state: /** @type {TestRecord['state']} */ (GOLDEN_STATES[state]),
      ms,
      reason: detail.join('\n'),
    }));

/** @param {TestRecord[]} records */
export function tally(records) {
  /** @param {TestRecord['state']} state */
  const count = (state) => records.filter((record) => record.state === state).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/**
 * One row a ring: its name, how it went, its time.
 * @param {RingReport} report
 */
export function row({ ring, ms, records }) {
  const { passed, failed, skipped } = tally(records);
  const mark = failed > 0 ? 'FAILED ' : passed > 0 ? 'ok     ' : 'skipped';
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  return `${ring.padEnd(10)} ${mark}  ${counts.padEnd(36)} ${(ms / 1000).toFixed(1).padStart(6)} s`;
}

/**
 * Every failure whole, and the skipped tests by reason.
 * @param {RingReport[]} reports
 */
export function remarks(reports) {
  const all = reports.flatMap(({ ring, records }) => records.map((record) => ({ ring, ...record })));
  const failures = all
    .filter(({ state }) => state === 'failed')
    .map(({ ring, name, reason = '' }) => `FAILED ${ring}: ${name}\n${reason.replace(/^/gm, '    ')}\n`);
  /** @type {Map<string, string[]>} */
  const skips = new Map();
  for (const { ring, name, state, reason = '' } of all) {
    if (state === 'skipped') skips.set(reason, [...(skips.get(reason) ?? []), `${ring}: ${name}`]);
  }
  const skipped = [...skips].map(
    ([reason, names]) => `skipped: ${reason}\n${names.map((name) => `    ${name}`).join('\n')}\n`,
  );
  return [...failures, ...skipped].join('\n');
}

/** @param {RingReport[]} reports */
export function closingLine(reports) {
  const { passed, failed, skipped } = tally(reports.flatMap(({ records }) => records));
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
