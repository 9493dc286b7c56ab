// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInGuest, whyNoGuest } from '../e2e/full-kernel/guest.mjs';
import { goldenRecords, playwrightRecords, recordsFrom } from './report.mjs';
import { run } from './run.mjs';

/**
 * @typedef {import('./report.mjs').TestRecord} TestRecord
 * @typedef {{name: string, whyNot?: () => string | undefined, records: () => Promise<TestRecord[]>}} Ring
 */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const REPORTS = join(ROOT, 'out/reports');
const PLAYWRIGHT = 'e2e/playwright.config.ts';

/** @param {string} path */
const inModules = (path) => join(ROOT, 'node_modules', path);

/**
 * A ring that is one program which ends well or does not: one test.
 * @param {string} name
 * @param {string[]} argv
 * @returns {Ring}
 */
const check = (name, argv) => ({
  name,
  records: async () => {
    const started = performance.now();
    const { exit, output } = await run(argv, { cwd: ROOT, seconds: 180 });
    const ms = performance.now() - started;
    const title = argv.map((word) => word.replace(`${ROOT}/`, '')).join(' ');
    return [
      exit === 0
        ? { name: title, state: 'passed', ms }
        : { name: title, state: 'failed', ms, reason: output },
    ];
  },
});

/** @param {string} name */
function freshReport(name) {
  const path = join(REPORTS, `${name}.json`);
  mkdirSync(REPORTS, { recursive: true });
  rmSync(path, { force: true });
  return path;
}

/** @param {string} project */
const vitest = (project) => [
  process.execPath,
  inModules('vitest/vitest.mjs'),
  'run',
  ...['--project', project, ...(project === 'unit' ? ['--project', 'renderer'] : [])],
  ...['--reporter=default', '--reporter=./build/vitest-reporter.mjs'],
];

/**
 * One project of vitest.config.ts.
 * @param {string} project
 * @param {number} seconds
 */
async function suite(project, seconds) {
  const path = freshReport(project);
  return recordsFrom(path, await run(vitest(project), { cwd: ROOT, seconds, env: { LANYARD_REPORT: path } }));
}

/** Two guests, half of the files each: a guest has one processor. */
async function guestSuite() {
  const halves = [1, 2].map(async (half) => {
    const path = freshReport(`full-${half}`);
    const argv = ['/usr/bin/env', `LANYARD_REPORT=${path}`, ...vitest('full'), `--shard=${half}/2`];
    const console = join(ROOT, `out/uml-${half}.log`);
    return recordsFrom(path, await runInGuest(argv, { seconds: 900, console }));
  });
  return (await Promise.all(halves)).flat();
}

async function browserSuite() {
  const path = freshReport('e2e');
  const argv = [
    process.execPath,
    inModules('@playwright/test/cli.js'),
    'test',
    '-c',
    PLAYWRIGHT,
    '--reporter=json',
  ];
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: path };
  const read = (/** @type {string} */ text) => playwrightRecords(JSON.parse(text));
  return recordsFrom(path, await run(argv, { cwd: ROOT, seconds: 1200, env }), read);
}

/** Docker's recorded cases, on this kernel and in guests. */
async function goldenSuite() {
  const path = freshReport('golden');
  const argv = [process.execPath, 'e2e/golden/start.mjs', 'run', '--report', path];
  return recordsFrom(path, await run(argv, { cwd: ROOT, seconds: 2400 }), goldenRecords);
}

const whyNotGolden = () => (process.getuid?.() === 0 ? undefined : 'its labs need root: sudo npm test');

/** Innermost first: what costs milliseconds tells of a mistake before what costs minutes. docs/rings.md says more. */
/** @type {Ring[]} */
export const RINGS = [
  check('lint', [
    process.execPath,
    inModules('@biomejs/biome/bin/biome'),
    'check',
    '--error-on-warnings',
    '.',
  ]),
  check('types', [process.execPath, 'build/types.mjs']),
  check('layers', [process.execPath, 'build/layers.mjs']),
  check('build', [process.execPath, 'build/bundle.mjs']),
  { name: 'unit', records: () => suite('unit', 600) },
  {
    name: 'kernel',
    whyNot: () => (process.getuid?.() === 0 ? undefined : 'network namespaces need root: sudo npm test'),
    records: () => suite('kernel', 1200),
  },
  { name: 'full', whyNot: whyNoGuest, records: guestSuite },
  { name: 'golden', whyNot: whyNotGolden, records: goldenSuite },
  ...(existsSync(join(ROOT, PLAYWRIGHT)) ? [{ name: 'e2e', records: browserSuite }] : []),
];
