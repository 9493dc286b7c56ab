// SPDX-License-Identifier: Apache-2.0
import type { Invocation } from '../../model/grammar/commands.ts';
import { exitOf } from '../../model/grammar/exit.ts';
import { labExec } from '../lab/enter.ts';
import { labName } from '../state/paths.ts';
import { sayFault } from './terminal.ts';

/** `--lab NAME`: the same command again, in that practice lab's host. Value: its exit code; undefined when there is nothing to re-enter. */
export async function reenterLab(
  invocation: Invocation,
  argv: readonly string[],
): Promise<number | undefined> {
  const { lab } = invocation.global;
  if (lab === undefined || labName() === lab || invocation.command.startsWith('lab ')) return undefined;
  const program = process.env.LANYARD_PROGRAM ?? process.argv[1] ?? '';
  const exit = await labExec(lab, 'host', [process.execPath, program, ...argv]);
  if (exit.ok) return exit.value;
  sayFault(exit.fault);
  return exitOf(invocation.command, exit.fault);
}
