// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';

/** This process's hard limit of open files (proc(5), /proc/PID/limits). */
export function mostFiles(): number {
  const [, hard = ''] =
    /^Max open files\s+\S+\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  return /^\d+$/.test(hard) ? Number(hard) : Number.MAX_SAFE_INTEGER;
}
