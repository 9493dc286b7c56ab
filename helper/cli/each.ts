// SPDX-License-Identifier: Apache-2.0
import type { Code } from '../../model/codes.ts';
import type { Result } from '../../model/result.ts';
import { out } from './terminal.ts';

/** Docker's way with several names: each is tried, those that went well are printed, one failure makes the exit code 1. `forgiven`: a fault that does not. */
export async function each(
  names: readonly string[],
  act: (name: string) => Promise<Result<unknown>>,
  printed = true,
  forgiven?: Code,
): Promise<number> {
  let exit = 0;
  for (const name of names) {
    const result = await act(name);
    if (!result.ok) exit = result.fault.code === forgiven ? exit : 1;
    else if (printed) out(name);
  }
  return exit;
}
