// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './living.ts';
import { mounts } from './mounts.ts';

const HIERARCHIES = new Set(['cgroup', 'cgroup2']);

/** The folders of one lab's cgroups: one a hierarchy, v1, v2 or both. */
export function labCgroups(name: string): string[] {
  const points = mounts().filter((mount) => HIERARCHIES.has(mount.type));
  const folders = points.map((mount) => join(mount.point, `lanyard-lab-${name}`));
  return [...new Set(folders)].filter((folder) => existsSync(folder));
}

/** Removes them once their processes are gone; EBUSY for a moment after. Value: what stayed after `seconds`. */
export async function removeCgroups(name: string, seconds: number): Promise<string[]> {
  const folders = labCgroups(name);
  await until(() => folders.map(removeTree).every(Boolean), seconds);
  return folders.filter((folder) => existsSync(folder));
}

/** A cgroup's files cannot be unlinked: only its folders, innermost first. */
function removeTree(folder: string): boolean {
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) removeTree(join(folder, entry.name));
    }
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
