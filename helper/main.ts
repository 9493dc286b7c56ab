// SPDX-License-Identifier: Apache-2.0
import type { Invocation } from '../model/grammar/commands.ts';
import { exitOf } from '../model/grammar/exit.ts';
import { parseCommand } from '../model/grammar/parse.ts';
import { RUNNERS } from './cli/commands.ts';
import { reenterLab } from './cli/reenter.ts';
import { sayFault, sayFindings } from './cli/terminal.ts';

async function main(argv: readonly string[]): Promise<number> {
  const invocation = parseCommand(argv);
  if (!invocation.ok) {
    sayFault(invocation.fault);
    return exitOf(undefined, invocation.fault);
  }
  const inside = await reenterLab(invocation.value, argv);
  if (inside !== undefined) return inside;
  sayFindings(invocation.value.notes, true);
  const runner = RUNNERS[invocation.value.command] as (invocation: Invocation) => Promise<number>;
  return runner(invocation.value);
}

/** Output to a pipe is written later than `exit` would end the process. */
const drained = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve());
  });

process.stdout.on('error', () => process.exit(0));
main(process.argv.slice(2)).then(async (exit) => {
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  process.exit(exit);
});
