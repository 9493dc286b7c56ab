// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { fault } from '../../model/fault.ts';
import { finding } from '../../model/finding.ts';
import type { InvocationOf } from '../../model/grammar/commands.ts';
import { connectSpecOf } from '../../model/grammar/endpoint-spec.ts';
import { exitOf } from '../../model/grammar/exit.ts';
import { networkSpecOf } from '../../model/grammar/network-spec.ts';
import { failed, type Result } from '../../model/result.ts';
import { each } from './each.ts';
import { change, look } from './host.ts';
import { sayWhatChanges } from './host-access.ts';
import { out, plain, sayFault, sentence } from './terminal.ts';

/** 64 hex digits, as Docker's ids. */
export const newId = (): string => randomBytes(32).toString('hex');

export async function networkCreate(invocation: InvocationOf<'network create'>): Promise<number> {
  const spec = networkSpecOf(invocation, newId());
  if (!spec.ok) {
    sayFault(spec.fault);
    return exitOf(invocation.command, spec.fault);
  }
  const outcome = await change({ ask: 'network-create', spec: spec.value }, invocation.flags['dry-run']);
  if (!outcome.ok) return exitOf(invocation.command, outcome.fault);
  sayWhatChanges(outcome.value);
  if (outcome.value !== undefined) out(spec.value.id);
  return 0;
}

export const networkRemove = ({ args, flags }: InvocationOf<'network rm'>): Promise<number> =>
  each(
    args.network,
    (network) => removeNamed(network, flags['dry-run']),
    !flags['dry-run'],
    flags.force ? 'network-unknown' : undefined,
  );

/** Docker's: blanks around a name do not count here, and one with a line break names nothing; the id does, and prune. */
async function removeNamed(name: string, dry: boolean | undefined): Promise<Result<unknown>> {
  if (!name.includes('\n')) return change({ ask: 'network-remove', network: name.trim() }, dry);
  const unknown = fault('network-unknown', { network: name });
  sayFault(unknown);
  return failed(unknown);
}

/** Docker's: networks that no container refers to, after asking, unless --force. */
export async function networkPrune({ flags }: InvocationOf<'network prune'>): Promise<number> {
  const seen = await look();
  if (!seen.ok) {
    sayFault(seen.fault);
    return 1;
  }
  const used = new Set(
    seen.value.containers.flatMap(({ endpoints }) => endpoints.map(({ network }) => network)),
  );
  const unused = seen.value.networks.filter(({ spec }) => !used.has(spec.id));
  if (!flags.force && !flags['dry-run'] && !(await agreed(unused.map(({ spec }) => plain(spec.name)))))
    return 0;
  const gone: string[] = [];
  let exit = 0;
  for (const { spec } of unused) {
    const outcome = await change({ ask: 'network-remove', network: spec.id }, flags['dry-run']);
    if (!outcome.ok) exit = 1;
    else if (outcome.value !== undefined) gone.push(spec.name);
  }
  if (gone.length > 0) out(`Deleted Networks:\n${gone.join('\n')}\n`);
  return exit;
}

async function agreed(networks: string[]): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question(`${sentence(finding('prune-asks', { networks }))} [y/N] `);
  asking.close();
  return /^y(es)?$/i.test(answer.trim());
}

export async function networkConnect(invocation: InvocationOf<'network connect'>): Promise<number> {
  const { container } = invocation.args;
  const outcome = await change(
    { ask: 'network-connect', container, endpoint: connectSpecOf(invocation) },
    invocation.flags['dry-run'],
  );
  return outcome.ok ? 0 : 1;
}

export async function networkDisconnect({
  args,
  flags,
}: InvocationOf<'network disconnect'>): Promise<number> {
  const outcome = await change({ ask: 'network-disconnect', ...args, force: flags.force }, flags['dry-run']);
  return outcome.ok ? 0 : 1;
}
