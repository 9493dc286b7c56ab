#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { setUp } from './set-up.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    yes: { type: 'boolean', default: false },
  },
});
const started = performance.now();
await setUp({ sets: ['run', 'test'], yes: values.yes });

// Only now: what these need may not have been there before.
const { RINGS } = await import('./rings.mjs');
const { closingLine, remarks, row } = await import('./report.mjs');
const { inventory, leftovers } = await import('./inventory.mjs');

/**
 * @typedef {import('./rings.mjs').Ring} Ring
 * @typedef {import('./report.mjs').RingReport} RingReport
 */

/**
 * @param {Ring} ring
 * @returns {Promise<RingReport>}
 */
async function runRing({ name, whyNot, records }) {
  const begun = performance.now();
  const reason = whyNot?.();
  /** @type {RingReport['records']} */
  const told =
    reason === undefined ? await records() : [{ name: 'the whole ring', state: 'skipped', ms: 0, reason }];
  return { ring: name, ms: performance.now() - begun, records: told };
}

/**
 * The last ring: the machine is as it was.
 * @param {string[]} before
 * @returns {Ring}
 */
const leftoverRing = (before) => ({
  name: 'leftovers',
  records: async () => {
    const left = await leftovers(before, 10);
    const name = 'no namespace, link, mount, cgroup or process is left';
    return [
      left.length === 0
        ? { name, state: 'passed', ms: 0 }
        : { name, state: 'failed', ms: 0, reason: left.join('\n') },
    ];
  },
});

const names = RINGS.map(({ name }) => name);
const unknown = values.only.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`There is no ring ${unknown}: --only takes ${names.join(', ')}.`);
  process.exit(2);
}

const before = inventory();
/** @type {RingReport[]} */
const reports = [];
const wanted = RINGS.filter(({ name }) => values.only.length === 0 || values.only.includes(name));
for (const ring of [...wanted, leftoverRing(before)]) {
  const report = await runRing(ring);
  reports.push(report);
  console.log(row(report));
}
const rest = remarks(reports);
if (rest !== '') console.log(`\n${rest}`);
console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s in all`);
console.log(closingLine(reports));
process.exitCode = reports.some(({ records }) => records.some(({ state }) => state === 'failed')) ? 1 : 0;
