// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Image } from '../../../model/container.ts';
import { fault } from '../../../model/fault.ts';
import { failed, ok, type Result } from '../../../model/result.ts';
import { type Archive, readArchive } from './archive.ts';
import { layDown } from './layer.ts';
import { extract, hashOf, listsAny, sizeOf } from './tarball.ts';

/** An image in a folder of its own, not yet listed. */
export type Unpacked = Image;

/** Files that tell an archive of layers from a plain root: docker save's, and the OCI image layout's. */
const MARKS = ['manifest.json', 'oci-layout'];

/**
 * Unpacks an image file or OCI layout folder to `FOLDER/rootfs`. What it holds is not trusted: nothing is
 * written outside, devices are left out. Faults: file-missing, image-bad, tool-missing.
 */
export async function unpackImage(path: string, folder: string): Promise<Result<Unpacked>> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return failed(fault('file-missing', { path }));
  try {
    return await unpack(path, stats, folder);
  } catch (error) {
    return failed(fault('image-bad', { path, reason: (error as Error).message }));
  }
}

async function unpack(path: string, stats: Stats, folder: string): Promise<Result<Unpacked>> {
  mkdirSync(join(folder, 'rootfs'), { recursive: true, mode: 0o755 });
  if (stats.isDirectory()) return fromArchive(path, path, folder);
  const marked = await listsAny(path, MARKS);
  if (!marked.ok) return marked;
  if (!marked.value) return fromRoot(path, folder);
  const outer = join(folder, 'archive');
  const extracted = await extract(path, outer);
  if (!extracted.ok) return extracted;
  const unpacked = await fromArchive(path, outer, folder);
  rmSync(outer, { recursive: true, force: true });
  return unpacked;
}

async function fromRoot(path: string, folder: string): Promise<Result<Unpacked>> {
  const root = join(folder, 'rootfs');
  const laid = await addLayer(path, folder);
  if (!laid.ok) return laid;
  const id = `sha256:${await hashOf(path)}`;
  return ok({ id, names: [], size: sizeOf(root), created: Date.now(), command: [], env: [] });
}

async function fromArchive(path: string, outer: string, folder: string): Promise<Result<Unpacked>> {
  const archive = await readArchive(path, outer);
  if (!archive.ok) return archive;
  for (const layer of archive.value.layers) {
    const laid = await addLayer(layer, folder);
    if (!laid.ok) return laid;
  }
  return ok(describe(archive.value, join(folder, 'rootfs')));
}

/** Each layer is extracted by itself first: a link of one layer must not lead another's files astray. */
async function addLayer(layer: string, folder: string): Promise<Result<void>> {
  const apart = join(folder, 'layer');
  const extracted = await extract(layer, apart);
  if (!extracted.ok) return extracted;
  layDown(apart, join(folder, 'rootfs'));
  rmSync(apart, { recursive: true, force: true });
  return ok(undefined);
}

function describe({ id, config }: Archive, root: string): Unpacked {
  const { Entrypoint, Cmd, Env, WorkingDir, User } = config.config ?? {};
  const created = Date.parse(config.created ?? '');
  return {
    id,
    names: [],
    size: sizeOf(root),
    created: Number.isNaN(created) ? Date.now() : created,
    ...(Entrypoint == null || Entrypoint.length === 0 ? {} : { entrypoint: Entrypoint }),
    command: Cmd ?? [],
    env: Env ?? [],
    ...(WorkingDir ? { workdir: WorkingDir } : {}),
    ...(User ? { user: User } : {}),
  };
}
