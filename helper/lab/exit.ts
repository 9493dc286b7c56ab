// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

/** Exit status of a child; 128 + signal number when a signal ended it, -1 when it could not start. */
export function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
