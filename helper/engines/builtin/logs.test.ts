// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { containerPaths } from '../../state/paths.ts';
import { joinRecords, parseRecords } from './log-text.ts';
import { followRecords, readLogs } from './logs.ts';

const AT = '2026-01-02T03:04:05.000000001+00:00';
const id = 'a'.repeat(64);
let state: string;

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'lanyard-logs-'));
  process.env.LANYARD_STATE = state;
  mkdirSync(containerPaths(id).folder, { recursive: true });
});
afterEach(() => {
  delete process.env.LANYARD_STATE;
  rmSync(state, { recursive: true });
});

const texts = (log: string) => joinRecords(parseRecords(Buffer.from(log)).records).map(({ text }) => text);
const keep = (log: string) => writeFileSync(containerPaths(id).log, log);

test('parts are joined, each stream by itself; a line without an end has no newline', () => {
  const log = `${AT} stdout P one \n${AT} stderr F oops\n${AT} stdout F two\n${AT} stdout P / # \n`;
  expect(texts(log)).toEqual(['one two\n', 'oops\n', '/ # ']);
});

test('a letter that is cut over two entries is whole again', () => {
  const [first, second] = [Buffer.from('ä').subarray(0, 1), Buffer.from('ä').subarray(1)];
  const log = Buffer.concat([
    Buffer.from(`${AT} stdout P `),
    first,
    Buffer.from(`\n${AT} stdout F `),
    second,
    Buffer.from('\n'),
  ]);
  expect(joinRecords(parseRecords(log).records)).toEqual([{ at: AT, stream: 'stdout', text: 'ä\n' }]);
});

test('an entry that is not whole yet is left for the next time; nonsense is passed over', () => {
  const { records, used } = parseRecords(Buffer.from(`nonsense\n${AT} stdout F a\n${AT} stdout F b`));
  expect(records.map(({ bytes }) => bytes.toString())).toEqual(['a']);
  expect(used).toBe(`nonsense\n${AT} stdout F a\n`.length);
});

test('an empty line is a line', () => {
  expect(texts(`${AT} stdout F \n${AT} stdout F x\n`)).toEqual(['\n', 'x\n']);
});

test.each([
  [0, ['1\n', '2\n', '3\n']],
  [-1, ['3\n']],
  [-2, ['2\n', '3\n']],
  [-9, ['1\n', '2\n', '3\n']],
])('from %i', async (from, wanted) => {
  keep(`${AT} stdout F 1\n${AT} stdout P \n${AT} stdout F 2\n${AT} stderr F 3\n`);
  const read = await readLogs(id, from, 1024);
  expect(read.ok && read.value.lines.map(({ text }) => text)).toEqual(wanted);
});

test('the last lines of a log of many pieces', async () => {
  keep(Array.from({ length: 20_000 }, (_, line) => `${AT} stdout F line ${line}\n`).join(''));
  const read = await readLogs(id, -5000, 1024 * 1024);
  expect(read.ok && read.value.lines.length).toBe(5000);
  expect(read.ok && read.value.lines[0]?.text).toBe('line 15000\n');
});

test('going on from `next` tells everything once', async () => {
  keep(Array.from({ length: 3000 }, (_, line) => `${AT} stdout F ${line}\n`).join(''));
  const all: string[] = [];
  for (let from = 0; ; ) {
    const read = await readLogs(id, from, 1);
    if (!read.ok || read.value.lines.length === 0) break;
    all.push(...read.value.lines.map(({ text }) => text));
    from = read.value.next;
  }
  expect(all).toEqual(Array.from({ length: 3000 }, (_, line) => `${line}\n`));
});

test('without a log there is nothing, and no fault', async () => {
  expect(await readLogs(id, 0, 10)).toEqual({ ok: true, value: { lines: [], next: 0 } });
});

test('following goes to the end, also when the folder is taken away meanwhile', async () => {
  keep(`${AT} stdout F 1\n`);
  let end: (value?: unknown) => void = () => {};
  const ended = new Promise((resolve) => {
    end = resolve;
  });
  const seen: string[] = [];
  for await (const records of followRecords(id, { ended })) {
    for (const { bytes } of records) seen.push(bytes.toString());
    if (seen.length === 1) {
      writeFileSync(containerPaths(id).log, `${AT} stdout F 2\n`, { flag: 'a' });
      rmSync(containerPaths(id).folder, { recursive: true });
      end();
    }
  }
  expect(seen).toEqual(['1', '2']);
});
