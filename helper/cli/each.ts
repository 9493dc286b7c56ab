// SPDX-License-Identifier: Apache-2.0
import type { Result } from '../../model/result.ts';
import { out } from './terminal.ts';

/** Docker's way with several names: each is tried, those that went well are printed, one failure makes the exit code 1. */
export async function each(
  names: readonly string[],
  act: (name: string) => Promise<Result<unknown>>,
  printed = true,
): Promise<number> {
  let exit = 0;
  for (const name of names) {
    const result = await act(name);
    if (!result.ok) exit = 1;
    else if (printed) out(name);
  }
  return exit;
}
