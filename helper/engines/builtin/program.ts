// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { type Fault, fault } from '../../../model/fault.ts';
import { PATH_INSIDE } from './oci-defaults.ts';
import { findInside } from './path-inside.ts';

const ANY_EXECUTE = 0o111;

/**
 * Why a program cannot be started in a root, before it is tried: not there, or not executable. Undefined: it can,
 * as far as one can see: what is on file systems that come with the run is not judged. As execvp(3): a name without a slash is looked for along PATH.
 */
export function judgeProgram(
  root: string,
  program: string,
  env: readonly string[],
  workdir: string,
): Fault | undefined {
  const path = env.find((entry) => entry.startsWith('PATH='))?.slice('PATH='.length) ?? PATH_INSIDE;
  const places = program.includes('/') ? [''] : path.split(':');
  const candidates = places
    .map((place) => join(place, program))
    .map((candidate) => (candidate.startsWith('/') ? candidate : join(workdir, candidate)));
  if (candidates.some((candidate) => /^\/(proc|dev|sys)\//.test(candidate))) return undefined;
  const found = candidates
    .map((candidate) => findInside(root, candidate))
    .filter((candidate) => candidate !== undefined);
  if (program === '' || found.length === 0) return fault('program-not-found', { program });
  const runnable = found.some(({ stats }) => stats.isFile() && (stats.mode & ANY_EXECUTE) !== 0);
  return runnable ? undefined : fault('program-not-executable', { program });
}
