// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fault } from '../../../model/fault.ts';
import { failed, type Result } from '../../../model/result.ts';
import { startTool } from '../../command.ts';
import { registryName } from './image-name.ts';
import { type Unpacked, unpackImage } from './image-unpack.ts';

const LIMIT_MS = 30 * 60 * 1000;
/** Lines of skopeo's complaint that are kept. */
const KEPT = 3;

/** Fetches an image by skopeo and unpacks it; each line that skopeo writes is told. `transport`: `docker://` for registries. */
export async function fetchImage(
  name: string,
  folder: string,
  onLine: (line: string) => void,
  transport: string,
): Promise<Result<Unpacked>> {
  const archive = join(folder, 'pulled.tar');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const source = transport === 'docker://' ? `${transport}${registryName(name)}` : `${transport}${name}`;
  const copied = await copyImage(name, source, `oci-archive:${archive}`, onLine);
  if (!copied.ok) return copied;
  const unpacked = await unpackImage(archive, folder);
  rmSync(archive, { force: true });
  return unpacked;
}

async function copyImage(
  image: string,
  source: string,
  target: string,
  onLine: (line: string) => void,
): Promise<Result<void>> {
  const started = startTool('skopeo', ['copy', '--', source, target], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT_MS,
    env: proxied(),
  });
  if (!started.ok) return started;
  const { stdout, stderr } = started.value;
  const complaint: string[] = [];
  if (stdout) createInterface({ input: stdout }).on('line', onLine);
  if (stderr) {
    createInterface({ input: stderr }).on('line', (line) => {
      complaint.push(line);
      onLine(line);
    });
  }
  return new Promise((resolve) => {
    const fail = (reason: string) => resolve(failed(fault('image-pull-failed', { image, reason })));
    started.value.once('error', (error) => fail(error.message));
    started.value.once('close', (exit) => {
      if (exit === 0) resolve({ ok: true, value: undefined });
      else fail(complaint.slice(-KEPT).join(' ') || `skopeo ended with ${exit}`);
    });
  });
}

/** A registry may be behind a proxy, and credentials in the user's home. */
function proxied(): Record<string, string> {
  const names = ['HOME', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
  const kept = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C', ...Object.fromEntries(kept) };
}
