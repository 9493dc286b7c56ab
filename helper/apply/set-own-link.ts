// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fault } from '../../model/fault.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import type { StepOf } from '../../model/step.ts';
import { commandOf } from '../../model/step-command.ts';

/** A setting of one link, as our plans name it. */
const OF_A_LINK = /^net\.ipv[46]\.conf\.ly-[0-9a-f]{10}\.[a-z0-9_]+$/;

/** Sets a sysctl of a shim in the host's own namespace. A kernel or a link without IPv6 has nothing to be set there. */
export async function setOwnLink(step: StepOf<'sysctl-set'>): Promise<Result<void>> {
  const { key, value } = step;
  if (!OF_A_LINK.test(key)) return failed(fault('internal', { reason: `${key} is not ours` }));
  try {
    writeFileSync(join('/proc/sys', ...key.split('.')), value);
    return ok(undefined);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && key.startsWith('net.ipv6.')) return ok(undefined);
    const reason = (error as Error).message;
    return failed(fault('step-failed', { command: commandOf(step), reason }));
  }
}
