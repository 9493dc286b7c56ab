// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { toolPath } from '../../command.ts';
import { containerPaths } from '../../state/paths.ts';
import { containerState } from './container-state.ts';
import { createContainer, deleteContainer } from './runtime.ts';
import { type Bed, got, makeBed, missing, processesNaming } from './test-bed.ts';

const lacking = missing() ?? (toolPath('socat') === undefined ? 'no socat' : undefined);

/** A foreground run, as the command line does it: attach, then start. */
const FOREGROUND = `
import { attach } from './attach.ts';
import { startContainer } from './runtime.ts';
const [id, options] = process.argv.slice(2);
const exit = attach(id, JSON.parse(options));
const started = await startContainer(id);
if (!started.ok) process.exit(200);
const ended = await exit;
process.exit(ended.ok ? ended.value : 201);
`;
const BANNER = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

describe.skipIf(lacking)(`a container in the foreground (${lacking ?? 'all there'})`, () => {
  let bed: Bed;
  let program: string;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    bed = await makeBed();
    program = join(bed.folder, 'foreground.mjs');
    await build({
      stdin: { contents: FOREGROUND, resolveDir: import.meta.dirname, loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: { js: BANNER },
      outfile: program,
    });
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => bed.clear());

  interface Front {
    child: ChildProcess;
    said: { stdout: string; stderr: string };
    exit: Promise<number | null>;
  }

  async function front(
    argv: string[],
    wish: { tty?: boolean; input?: boolean } = {},
  ): Promise<Front & { id: string }> {
    const { tty = false, input = false } = wish;
    const id = await bed.make(argv, { tty, interactive: input });
    got(await createContainer(id));
    const child = spawn(process.execPath, [program, id, JSON.stringify({ tty, input })]);
    children.push(child);
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.stderr += text;
    });
    const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { id, child, said, exit };
  }

  test('each stream to its own, the exit code, and no newline that was not written', async () => {
    const { exit, said } = await front(['sh', '-c', 'echo out; echo err >&2; printf last; exit 4']);
    expect(await exit).toBe(4);
    expect(said).toEqual({ stdout: 'out\nlast', stderr: 'err\n' });
  });

  test('what goes in comes out, and the end of input ends it', async () => {
    const { id, child, exit, said } = await front(['cat'], { input: true });
    const text = Array.from({ length: 3000 }, (_, line) => `line ${line}`).join('\n');
    child.stdin?.end(text);
    expect(await exit).toBe(0);
    expect(said.stdout).toBe(text);
    await expect.poll(() => processesNaming(`${id}/attach`)).toEqual([]);
  });

  test('output that nobody reads through the socket stops nothing', async () => {
    const { exit, said } = await front(['sh', '-c', 'yes 0123456789 | head -n 50000; echo done >&2'], {
      input: true,
    });
    expect(await exit).toBe(0);
    expect(said.stdout.length).toBe(50_000 * 11);
    expect(said.stderr).toBe('done\n');
  });

  test('a terminal stays when its input ends', async () => {
    const { id, child, said } = await front(['sh'], { tty: true, input: true });
    child.stdin?.write('echo $((40+2))\n');
    await expect.poll(() => said.stdout, { timeout: 5000 }).toContain('42\r\n');
    child.stdin?.end();
    child.kill('SIGKILL');
    expect(containerState(id).status).toBe('running');
  });

  test('a signal goes on to the container', async () => {
    const { child, exit, said } = await front([
      'sh',
      '-c',
      'trap "exit 6" INT; echo up; while :; do sleep 0.05; done',
    ]);
    await expect.poll(() => said.stdout, { timeout: 5000 }).toContain('up');
    child.kill('SIGINT');
    expect(await exit).toBe(6);
  });

  test('all is told of one that is gone before it was read', async () => {
    const { id, exit, said } = await front(['sh', '-c', 'seq 1 5000']);
    expect(await exit).toBe(0);
    expect(said.stdout.split('\n').length).toBe(5001);
    got(await deleteContainer(id));
    expect(existsSync(containerPaths(id).log)).toBe(true);
  });
});
