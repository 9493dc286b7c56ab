// SPDX-License-Identifier: Apache-2.0
import { type SpawnOptions, spawn } from 'node:child_process';

/** Runs a program to its end; value: its standard output. Throws unless it exits with 0. */
export function succeed(
  argv: readonly [string, ...string[]],
  { input, ...options }: SpawnOptions & { input?: string } = {},
): Promise<string> {
  const [path, ...rest] = argv;
  const child = spawn(path, rest, {
    ...options,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  child.stdin?.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(stdout);
      else reject(new Error(`${argv.join(' ').slice(0, 200)}: exit ${code}: ${stderr.trim().slice(-800)}`));
    });
  });
}
