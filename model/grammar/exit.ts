// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../fault.ts';
import type { CommandName } from './commands.ts';

/** Exit codes that a fault has whatever the command (Docker: a flag that cannot be read ends with 125 everywhere). */
const OF_FAULT: Readonly<Record<string, number>> = {
  'usage-command': 1,
  'usage-arguments': 1,
  'usage-flag-unknown': 125,
  'usage-flag-value': 125,
  'usage-flag-missing': 125,
};

/** A program inside the container that cannot be started has the shell's codes. */
const OF_PROGRAM: Readonly<Record<string, number>> = {
  'program-not-found': 127,
  'program-not-executable': 126,
};

/** `create` ends with 125 only for what Docker's command line itself refuses; the engine's refusals are 1. */
const OF_CREATE: Readonly<Record<string, number>> = { 'usage-conflict': 125, 'mac-bad': 125, 'env-bad': 125 };

/**
 * Docker 28.5's exit code for a fault. `command` is undefined when the command line could not be read.
 * A program that ran has its own exit code, which is not for this table.
 */
export function exitOf(command: CommandName | undefined, fault: Fault): number {
  const always = OF_FAULT[fault.code];
  if (always !== undefined) return always;
  if (command === 'run' || command === 'exec' || command === 'lab exec') {
    const ofProgram = OF_PROGRAM[fault.code];
    if (ofProgram !== undefined) return ofProgram;
  }
  if (command === 'run') return 125;
  if (command === 'create') return OF_CREATE[fault.code] ?? 1;
  return 1;
}
