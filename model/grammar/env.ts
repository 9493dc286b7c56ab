// SPDX-License-Identifier: Apache-2.0
import { fault } from '../fault.ts';
import { failed, ok, type Result } from '../result.ts';

/** What the caller has read for flags that point outside the command line. */
export interface Surroundings {
  /** The text of each --env-file, in order. */
  envFiles?: readonly string[];
  /** The caller's own environment: `-e KEY` without a value takes from it. */
  environment?: Readonly<Record<string, string | undefined>>;
}

/** `KEY=value` for each --env-file line and each -e, files first; a key that has no value anywhere is left out (Docker). */
export function envOf(flags: readonly string[], around: Surroundings): Result<string[]> {
  const lines = (around.envFiles ?? []).flatMap(linesOf);
  const nameless = [...lines, ...flags].find((line) => line === '' || line.startsWith('='));
  if (nameless !== undefined) return failed(fault('env-bad', { env: nameless }));
  const spaced = lines.find((line) => /\s/.test(line.split('=')[0] ?? ''));
  if (spaced !== undefined) return failed(fault('env-bad', { env: spaced }));
  const filled = [...lines, ...flags].flatMap((line) => {
    if (line.includes('=')) return [line];
    const value = around.environment?.[line];
    return value === undefined ? [] : [`${line}=${value}`];
  });
  return ok(filled);
}

/** Comment lines and empty lines of an env file are nothing; leading blanks are dropped, quotes stay (Docker). */
const linesOf = (text: string): string[] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trimStart())
    .filter((line) => line !== '' && !line.startsWith('#'));
