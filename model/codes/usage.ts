// SPDX-License-Identifier: Apache-2.0
import { type Entry, fault, note } from './level.ts';

/** The command line. */
export const USAGE_CODES = {
  // The command line
  'usage-command': fault('command', 'known'),
  'usage-arguments': fault('command', 'takes', 'usage'),
  'usage-flag-unknown': fault('flag', 'command'),
  'usage-flag-value': fault('flag', 'value', 'wants'),
  'usage-flag-missing': fault('flag', 'command'),
  'usage-template': fault('template', 'reason'),
  'usage-conflict': fault('one', 'other'),
  'usage-flag-unsupported': fault('flag', 'command'),
  'flag-idle': note('flag', 'command'),
} as const satisfies Record<string, Entry>;
