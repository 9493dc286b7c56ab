// SPDX-License-Identifier: Apache-2.0
import { readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

const MOUNT = '/sys/fs/cgroup';

/** Takes a cgroup away where it is empty: in the one tree of cgroup v2, and in each controller's of v1. */
export function removeEmptyCgroup(path: string): void {
  for (const tree of ['', ...folders()]) {
    try {
      rmdirSync(join(MOUNT, tree, path));
    } catch {
      // Not there, or in use by another container: both are fine.
    }
  }
}

function folders(): string[] {
  try {
    return readdirSync(MOUNT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}
