// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { startTool } from '../../command.ts';
import { netnsPath } from '../../state/paths.ts';

/** A script of ours that runs in another network namespace and says one JSON value a line. */
export interface Inside {
  child: ChildProcess;
  /** The first value, said already or yet to come, that the test takes; throws after `milliseconds`. */
  said: <T>(takes: (value: T) => boolean, milliseconds: number) => Promise<T>;
  /** Forgets what was said until now. */
  forget: () => void;
  /** Closes its standard input and waits for its end; the exit code. */
  end: () => Promise<number | null>;
}

/** Bundles a TypeScript file and runs it by `nsenter`. */
export async function runInside(
  namespace: string,
  script: URL,
  env: Record<string, string> = {},
): Promise<Inside> {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-inside-'));
  const file = join(folder, 'script.mjs');
  const banner = "import {createRequire} from 'node:module';const require=createRequire(import.meta.url);";
  await build({
    entryPoints: [script.pathname],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: file,
    banner: { js: banner },
  });
  const started = startTool('nsenter', [`--net=${netnsPath(namespace)}`, process.execPath, file], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (!started.ok) throw new Error(started.fault.code);
  const child = started.value;
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve)).finally(() =>
    rmSync(folder, { recursive: true, force: true }),
  );
  const end = () => {
    child.stdin?.end();
    return ended;
  };
  return { child, ...listening(child), end };
}

function listening(child: ChildProcess): Pick<Inside, 'said' | 'forget'> {
  let values: unknown[] = [];
  const listeners = new Set<() => void>();
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      values.push(JSON.parse(line));
      for (const listen of listeners) listen();
    });
  return {
    forget: () => {
      values = [];
    },
    said: <T>(takes: (value: T) => boolean, milliseconds: number) =>
      new Promise<T>((resolve, reject) => {
        const done = (settle: () => void) => {
          clearTimeout(timer);
          listeners.delete(look);
          settle();
        };
        const look = () => {
          const value = (values as T[]).find(takes);
          if (value !== undefined) done(() => resolve(value));
        };
        const timer = setTimeout(() => {
          const why = `nothing fit within ${milliseconds} ms; last: ${JSON.stringify(values.at(-1))?.slice(0, 2000)}`;
          done(() => reject(new Error(why)));
        }, milliseconds);
        listeners.add(look);
        look();
      }),
  };
}
