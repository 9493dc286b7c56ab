// SPDX-License-Identifier: Apache-2.0
import type { Code } from '../../../model/codes.ts';
import { type Fault, fault } from '../../../model/fault.ts';

/** What runc and crun say when the program cannot run, and what that is. */
const SAYINGS: readonly { pattern: RegExp; code: Extract<Code, `program-${string}`> }[] = [
  { pattern: /exec: \\?"(.*?)\\?": executable file not found/, code: 'program-not-found' },
  { pattern: /exec: \\?"(.*?)\\?": (?:stat .*: )?no such file or directory/, code: 'program-not-found' },
  { pattern: /executable file [`'"](.*?)[`'"] not found/, code: 'program-not-found' },
  {
    pattern: /exec: \\?"(.*?)\\?": (?:.*: )?(?:permission denied|is a directory)/,
    code: 'program-not-executable',
  },
  { pattern: /open executable: (.*?)Permission denied/i, code: 'program-not-executable' },
];

/** The fault of a program that is not there or cannot be run, when that is what the runtime complains of; else undefined. */
export function programComplaint(text: string): Fault | undefined {
  for (const { pattern, code } of SAYINGS) {
    const match = pattern.exec(text);
    if (match) return fault(code, { program: match[1] ?? '' });
  }
  return undefined;
}

/** A runtime's failure by its own code: a program that cannot run, else runtime-failed. */
export function programFault(from: Fault): Fault {
  if (from.code !== 'runtime-failed' && from.code !== 'command-failed') return from;
  const reason = String(from.facts.reason ?? '');
  return programComplaint(reason) ?? fault('runtime-failed', { reason });
}
