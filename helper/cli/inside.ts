// SPDX-License-Identifier: Apache-2.0
import { fault } from '../../model/fault.ts';
import { findContainer } from '../../model/find.ts';
import type { InvocationOf } from '../../model/grammar/commands.ts';
import { envOf } from '../../model/grammar/env.ts';
import { exitOf } from '../../model/grammar/exit.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { execAttached } from '../engines/builtin/exec.ts';
import { followLogs, readLogs } from '../engines/builtin/logs.ts';
import { ownAuthority } from '../serve/dispatch.ts';
import { look } from './host.ts';
import { sayFault } from './terminal.ts';

/** A container's id, for what needs this process's own terminal and so does not go through a call. */
async function containerId(reference: string, running: boolean): Promise<Result<string>> {
  if (ownAuthority() !== 'change') return failed(fault('not-permitted', { call: 'exec' }));
  const seen = await look();
  if (!seen.ok) return seen;
  const found = findContainer(seen.value, reference);
  if ('finding' in found) return failed(found.finding);
  if (running && found.found.state.status !== 'running') {
    return failed(fault('container-not-running', { container: reference }));
  }
  return ok(found.found.spec.id);
}

export async function exec({ args, flags, command }: InvocationOf<'exec'>): Promise<number> {
  const env = envOf(flags.env, { environment: process.env });
  if (!env.ok) return refused(command, env.fault);
  const id = await containerId(args.container, true);
  if (!id.ok) return refused(command, id.fault);
  const { workdir, user } = flags;
  const exit = await execAttached(id.value, {
    argv: args.command,
    env: env.value,
    tty: flags.tty,
    interactive: flags.interactive,
    detach: flags.detach,
    ...(workdir === undefined ? {} : { workdir }),
    ...(user === undefined ? {} : { user }),
  });
  return exit.ok ? exit.value : refused(command, exit.fault);
}

function refused(command: 'exec' | 'logs', why: ReturnType<typeof fault>): number {
  sayFault(why);
  return exitOf(command, why);
}

/** Docker's `logs`: each line to the stream it came from. */
export async function logs({ args, flags, command }: InvocationOf<'logs'>): Promise<number> {
  const id = await containerId(args.container, false);
  if (!id.ok) return refused(command, id.fault);
  const tail = flags.tail === 'all' ? undefined : Number(flags.tail);
  const print = (line: { at: string; stream: string; text: string }): void => {
    const stamped = flags.timestamps ? `${line.at} ${line.text}` : line.text;
    (line.stream === 'stderr' ? process.stderr : process.stdout).write(stamped);
  };
  if (flags.follow) {
    for await (const line of followLogs(id.value, tail)) print(line);
    return 0;
  }
  for (let from = tail === undefined ? 0 : -tail; ; ) {
    const read = await readLogs(id.value, from, 1048576);
    if (!read.ok) return refused(command, read.fault);
    for (const line of read.value.lines) print(line);
    if (read.value.lines.length === 0 || tail !== undefined) return 0;
    from = read.value.next;
  }
}
