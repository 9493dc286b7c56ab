// SPDX-License-Identifier: Apache-2.0
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fault } from '../../../model/fault.ts';
import { failed, ok, type Result } from '../../../model/result.ts';
import { expectTool, runTool } from '../../command.ts';
import { containerPaths, stateFolder } from '../../state/paths.ts';
import { removeIfEmpty } from '../../state/store.ts';
import { isMounted } from './container-state.ts';
import { imageRoot } from './image-store.ts';

const PRIVATE = { recursive: true, mode: 0o700 } as const;

/** Says that this root is a copy of its image: the state folder's file system bears no overlay. */
const copyMark = (id: string): string => join(containerPaths(id).folder, 'copied');

/** Makes a container's folders, with a root that is empty yet. Faults: image-unknown. */
export async function addRootfs(id: string, imageId: string): Promise<Result<void>> {
  const lower = imageRoot(imageId);
  if (!existsSync(lower)) return failed(fault('image-unknown', { image: imageId }));
  const { bundle, root, upper, work, exits } = containerPaths(id);
  for (const folder of [bundle, upper, work, exits]) mkdirSync(folder, PRIVATE);
  mkdirSync(root, { recursive: true });
  // The overlay's root folder has the owner and mode of the upper one.
  const { uid, gid, mode } = statSync(lower);
  for (const folder of [upper, root]) {
    chownSync(folder, uid, gid);
    chmodSync(folder, mode & 0o7777);
  }
  return ok(undefined);
}

/** Takes a container's folders away with all that was written in it. Faults: command-failed (still mounted). */
export async function deleteRootfs(id: string): Promise<Result<void>> {
  const unmounted = await unmountRootfs(id);
  if (!unmounted.ok) return unmounted;
  const { folder } = containerPaths(id);
  rmSync(folder, { recursive: true, force: true });
  removeIfEmpty(join(stateFolder(), 'run'));
  return ok(undefined);
}

/** Lays the container's own layer over its image; where the file system refuses, copies the image once. */
export async function mountRootfs(id: string, imageId: string): Promise<Result<void>> {
  const lower = imageRoot(imageId);
  const { root, upper, work } = containerPaths(id);
  if (!existsSync(lower)) return failed(fault('image-unknown', { image: imageId }));
  if (existsSync(copyMark(id)) || isMounted(id)) return ok(undefined);
  const layers = { lowerdir: lower, upperdir: upper, workdir: work };
  const options = Object.entries(layers).map(([name, path]) => `${name}=${escaped(path)}`);
  const mounted = await runTool('mount', [
    '-t',
    'overlay',
    '-o',
    ['nodev', ...options].join(','),
    'lanyard',
    root,
  ]);
  if (!mounted.ok) return mounted;
  return mounted.value.exit === 0 ? ok(undefined) : copyRoot(id, lower);
}

/** Overlay reads `\`, `:` and `,` in its options as its own. */
const escaped = (path: string): string => path.replace(/[\\:,]/g, '\\$&');

async function copyRoot(id: string, lower: string): Promise<Result<void>> {
  const copied = await expectTool(
    'cp',
    ['-a', '--reflink=auto', '--', `${lower}/.`, containerPaths(id).root],
    {
      seconds: 600,
    },
  );
  if (!copied.ok) return copied;
  writeFileSync(copyMark(id), '');
  return ok(undefined);
}

/** Idempotent. A root that something still uses leaves the tree at once and goes when that ends. */
export async function unmountRootfs(id: string): Promise<Result<void>> {
  if (!isMounted(id)) return ok(undefined);
  const { root } = containerPaths(id);
  const plain = await expectTool('umount', [root]);
  if (plain.ok) return ok(undefined);
  const lazy = await expectTool('umount', ['-l', root]);
  return lazy.ok ? ok(undefined) : lazy;
}
