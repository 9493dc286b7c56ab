// SPDX-License-Identifier: Apache-2.0
import { fault } from '../../model/fault.ts';
import type { InvocationOf } from '../../model/grammar/commands.ts';
import { exitOf } from '../../model/grammar/exit.ts';
import { failed, type Result } from '../../model/result.ts';
import { labDown } from '../lab/down.ts';
import { labExec } from '../lab/enter.ts';
import { labUp } from '../lab/up.ts';
import { err, out, sayFault } from './terminal.ts';

/** A lab is made of namespaces, which only root may make and enter. */
async function asRoot<T>(command: string, act: () => Promise<Result<T>>): Promise<Result<T>> {
  return process.geteuid?.() === 0 ? act() : failed(fault('root-needed', { command }));
}

export async function up({ flags }: InvocationOf<'lab up'>): Promise<number> {
  const report = await asRoot('lab up', () => labUp(flags.name));
  if (!report.ok) {
    sayFault(report.fault);
    return 1;
  }
  out(flags.name);
  if (report.value.leftOut.length > 0) err(`no 802.1Q here, left out: ${report.value.leftOut.join(' ')}`);
  return 0;
}

export async function down({ flags }: InvocationOf<'lab down'>): Promise<number> {
  const gone = await asRoot('lab down', () => labDown(flags.name));
  if (!gone.ok) sayFault(gone.fault);
  else out(flags.name);
  return gone.ok ? 0 : 1;
}

export async function exec({ args, flags, command }: InvocationOf<'lab exec'>): Promise<number> {
  const exit = await asRoot(command, () => labExec(flags.name, args.place, args.command));
  if (exit.ok) return exit.value;
  sayFault(exit.fault);
  return exitOf(command, exit.fault);
}
