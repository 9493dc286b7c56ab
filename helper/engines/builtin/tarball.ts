// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fault } from '../../../model/fault.ts';
import { failed, ok, type Result } from '../../../model/result.ts';
import { runTool } from '../../command.ts';

const SECONDS = 900;

/**
 * Extracts a tarball (plain, gzip, xz, zstd, bzip2) into a new folder. GNU tar keeps it inside: it takes leading
 * slashes off, refuses `..`, and makes links that lead out only at the very end, when no file can follow them.
 */
export async function extract(path: string, folder: string): Promise<Result<void>> {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const options = ['--numeric-owner', '--same-permissions', '--same-owner', '--delay-directory-restore'];
  const attributes = ['--xattrs', '--xattrs-include=security.capability', '--warning=no-timestamp'];
  const argv = [
    '--extract',
    ...options,
    ...attributes,
    `--directory=${folder}`,
    `--file=${path}`,
    '--force-local',
  ];
  return judged(path, await runTool('tar', argv, { seconds: SECONDS }));
}

/** Whether a tarball has one of the names at its top. */
export async function listsAny(path: string, names: readonly string[]): Promise<Result<boolean>> {
  const argv = ['--list', `--file=${path}`, '--force-local', '--quoting-style=escape'];
  const listed = await runTool('tar', argv, { seconds: SECONDS, limit: 256 * 1024 * 1024 });
  const judgement = judged(path, listed);
  if (!judgement.ok || !listed.ok) return judgement.ok ? ok(false) : judgement;
  const found = listed.value.stdout.split('\n').map((line) => line.replace(/^\.\//, ''));
  return ok(found.some((line) => names.includes(line)));
}

function judged(path: string, run: Awaited<ReturnType<typeof runTool>>): Result<void> {
  if (!run.ok) return run;
  if (run.value.exit === 0) return ok(undefined);
  const [reason = `tar ended with ${run.value.exit}`] = run.value.stderr.trim().split('\n');
  return failed(fault('image-bad', { path, reason }));
}

/** SHA-256 of a file, in hex. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Bytes of all regular files below. */
export function sizeOf(folder: string): number {
  let size = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) size += sizeOf(path);
    else if (entry.isFile()) size += lstatSync(path).size;
  }
  return size;
}
