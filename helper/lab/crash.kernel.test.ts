// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { labDown } from './down.ts';
import { labEnter } from './enter.ts';
import { clear, inPlace, labProcesses, must, traces } from './fixture.ts';
import { until } from './living.ts';
import { isStanding, readLab } from './record.ts';
import { labUp } from './up.ts';

const NAME = `t-${process.pid}c`;
const folder = mkdtempSync(join(tmpdir(), 'lanyard-lab-test-'));
const program = join(folder, 'up.cjs');

/** `lab up` in a process of its own, which a test can kill. */
const start = (): ChildProcess =>
  spawn(process.execPath, [program, NAME], { stdio: ['ignore', 'pipe', 'inherit'] });

describe.skipIf(process.getuid?.() !== 0)('a lab after a crash', () => {
  beforeAll(async () => {
    const contents =
      "import { labUp } from './up.ts'; labUp(process.argv[2]).then((r) => console.log(r.ok));";
    await build({
      stdin: { contents, resolveDir: import.meta.dirname },
      ...{ bundle: true, platform: 'node', format: 'cjs', outfile: program, logLevel: 'error' },
    });
  });
  afterEach(() => clear(NAME));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('outlives the process that made it', async () => {
    const maker = start();
    const [said] = await once(maker.stdout ?? maker, 'data');
    expect(String(said)).toBe('true\n');
    if (maker.exitCode === null) await once(maker, 'exit');
    expect((await inPlace(NAME, 'pc', 'ping', '-n', '-c1', '-W2', '172.16.86.1')).exit).toBe(0);
  });

  it('is gone by itself when `lab up` is killed half-way; down takes the record, and up works again', async () => {
    for (const next of [() => labDown(NAME), () => labUp(NAME)]) {
      const maker = start();
      expect(await until(() => readLab(NAME) !== undefined, 20)).toBe(true);
      const record = readLab(NAME);
      if (record === undefined) throw new Error('no record');
      const processes = labProcesses(NAME);
      maker.kill('SIGKILL');
      await once(maker, 'exit');
      expect(record.report).toBeUndefined();
      expect(await until(() => !isStanding(record), 5)).toBe(true);
      expect(await labEnter(NAME, 'host')).toMatchObject({ fault: { code: 'lab-unknown' } });
      must<unknown>(await next());
      expect(traces('', processes)).toEqual([]);
    }
    expect((await inPlace(NAME, 'host', 'ping', '-n', '-c1', '-W2', '172.16.86.1')).exit).toBe(0);
  });

  it.each(['keeper', 'init'] as const)(
    'is taken away, or made again, when its %s was killed',
    async (which) => {
      must(await labUp(NAME));
      const record = readLab(NAME);
      if (record === undefined) throw new Error('no record');
      const processes = labProcesses(NAME);
      process.kill(record[which].pid, 'SIGKILL');
      expect(await until(() => !isStanding(record), 5)).toBe(true);
      must(await labUp(NAME));
      expect(processes.filter((one) => traces('', [one]).length > 0)).toEqual([]);
      const again = labProcesses(NAME);
      process.kill(readLab(NAME)?.[which].pid ?? 0, 'SIGKILL');
      must(await labDown(NAME));
      expect(traces(NAME, again)).toEqual([]);
    },
  );
});
