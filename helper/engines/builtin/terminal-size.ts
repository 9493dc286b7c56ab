// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { containerPaths } from '../../state/paths.ts';

/** conmon's words on its control fifo. */
const RESIZE = 1;

/** Tells a container's terminal its size, through conmon's control fifo: `1 ROWS COLUMNS`. No terminal, no effect. */
export async function resizeContainer(id: string, columns: number, rows: number): Promise<void> {
  let control: FileHandle | undefined;
  try {
    control = await open(join(containerPaths(id).bundle, 'ctl'), constants.O_WRONLY | constants.O_NONBLOCK);
    await control.write(`${RESIZE} ${Math.trunc(rows)} ${Math.trunc(columns)}\n`);
  } catch {
    // The container has ended.
  } finally {
    await control?.close();
  }
}
