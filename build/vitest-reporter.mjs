// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

/**
 * Vitest's own JSON report leaves out why a test was skipped, and errors outside of tests. This one writes
 * `TestRecord[]` (build/report.mjs) to the file named by LANYARD_REPORT.
 * @typedef {import('./report.mjs').TestRecord} TestRecord
 * @typedef {import('vitest/node').TestCase} TestCase
 * @typedef {import('vitest/node').TestModule} TestModule
 * @typedef {import('vitest/node').TestSuite} TestSuite
 */
export default class RecordsReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly {message: string, stack?: string}[]} stray errors that no test can be blamed for
   */
  onTestRunEnd(modules, stray) {
    const path = process.env.LANYARD_REPORT;
    if (path === undefined) return;
    const records = [...modules.flatMap(recordsOf), ...stray.map(strayRecord)];
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(records));
  }
}

/**
 * @param {TestModule} module
 * @returns {TestRecord[]}
 */
function recordsOf(module) {
  const file = relative(process.cwd(), module.moduleId);
  /** @type {(TestModule | TestSuite)[]} */
  const suites = [module, ...module.children.allSuites()];
  const broken = suites
    .filter((suite) => suite.errors().length > 0)
    .map((suite) => ({
      name: suite.type === 'module' ? file : `${file} > ${suite.fullName}`,
      state: /** @type {const} */ ('failed'),
      ms: 0,
      reason: suite.errors().map(textOf).join('\n'),
    }));
  return [...broken, ...[...module.children.allTests()].map((test) => testRecord(file, test))];
}

/**
 * @param {string} file
 * @param {TestCase} test
 * @returns {TestRecord}
 */
function testRecord(file, test) {
  const name = `${file} > ${test.fullName}`;
  const ms = test.diagnostic()?.duration ?? 0;
  const result = test.result();
  if (result.state === 'failed')
    return { name, ms, state: 'failed', reason: result.errors.map(textOf).join('\n') };
  if (result.state === 'passed') return { name, ms, state: 'passed' };
  const note = result.state === 'skipped' ? result.note : undefined;
  return { name, ms, state: 'skipped', reason: note ?? 'it gives no reason' };
}

/** @param {{message: string, stack?: string}} error */
const strayRecord = (error) => ({
  name: 'outside of every test',
  state: 'failed',
  ms: 0,
  reason: textOf(error),
});

/** @param {{message: string, stack?: string, diff?: string}} error */
const textOf = ({ message, stack, diff }) => [stack ?? message, diff].filter(Boolean).join('\n');
