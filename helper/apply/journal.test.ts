// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Step } from '../../model/step.ts';
import { closeEntry, findEntry, lastEntries, markUndone, openEntries, openEntry } from './journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-journal-'));
  process.env.LANYARD_STATE = folder;
});
afterEach(() => {
  delete process.env.LANYARD_STATE;
  rmSync(folder, { recursive: true, force: true });
});

const CHANGE = { ask: 'network-remove', network: 'n1' } as const;
const STEPS: Step[] = [
  { step: 'sandbox-add', sandbox: 's' },
  { step: 'link-up', sandbox: 's', link: 'lo' },
];
const journal = (name: string): string => join(folder, 'journal', name);

describe('the journal', () => {
  test('keeps an entry from its plan to its end', () => {
    const writing = openEntry(CHANGE, STEPS, 5);
    expect(openEntries()).toMatchObject([{ entry: 1, status: 'open', at: 5 }]);
    writing.outcomes([
      [0, 'done'],
      [1, 'failed'],
    ]);
    const closed = writing.close({ status: 'failed', fault: { code: 'step-failed', facts: {} } });
    expect(closed.steps.map(({ outcome }) => outcome)).toEqual(['done', 'failed']);
    expect(openEntries()).toEqual([]);
    expect(findEntry(1)).toEqual(closed);
  });

  test('counts on, newest first, and says what undid what', () => {
    openEntry(CHANGE, STEPS, 1).close({ status: 'done' });
    openEntry(CHANGE, STEPS, 2, 1).close({ status: 'done' });
    markUndone(1, 2);
    expect(
      lastEntries(5).map(({ entry, status, undoneBy, undoes }) => [entry, status, undoneBy, undoes]),
    ).toEqual([
      [2, 'done', undefined, 1],
      [1, 'undone', 2, undefined],
    ]);
  });

  test('a line that a kill cut short is passed over', () => {
    const writing = openEntry(CHANGE, STEPS, 1);
    writing.outcomes([[0, 'begun']]);
    appendFileSync(journal('000001.open'), '{"outcomes":[[1,"beg');
    expect(openEntries()[0]?.steps.map(({ outcome }) => outcome)).toEqual(['begun', 'waiting']);
    const closed = closeEntry(1, [[0, 'undone']], { status: 'recovered' });
    expect([closed.status, closed.steps[0]?.outcome]).toEqual(['recovered', 'undone']);
  });

  test.each(['', '{"entry":1,"change":{"ask'])(
    'an entry killed before its plan was there (%j) had begun nothing, and goes',
    (text) => {
      openEntry(CHANGE, STEPS, 1).close({ status: 'done' });
      writeFileSync(journal('000002.open'), text);
      expect(lastEntries(5).map(({ entry }) => entry)).toEqual([1]);
      expect(openEntries()).toEqual([]);
      expect(readdirSync(join(folder, 'journal'))).toEqual(['000001.jsonl']);
    },
  );

  test('holds the plan before anything is done', () => {
    openEntry(CHANGE, STEPS, 1);
    expect(JSON.parse(readFileSync(journal('000001.open'), 'utf8'))).toMatchObject({
      change: CHANGE,
      steps: STEPS,
    });
  });
});
