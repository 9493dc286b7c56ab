// SPDX-License-Identifier: Apache-2.0
import { fault } from '../../model/fault.ts';
import type { InvocationOf } from '../../model/grammar/commands.ts';
import { usageLine } from '../../model/grammar/usage.ts';
import { everything, exportAs, subjectOf, textOf } from '../../model/text-out/export.ts';
import { look } from './host.ts';
import { err, language, out, plain, sayFault, sentence } from './terminal.ts';

/** Prints networks and containers for another program. What that cannot express is said twice: in the text, and on standard error. */
export async function exportText({ args, flags }: InvocationOf<'export'>): Promise<number> {
  if (args.name.length === 0 && !flags.all) {
    sayFault(fault('usage-arguments', { command: 'export', takes: '1+', usage: usageLine('export') }));
    return 1;
  }
  const seen = await look();
  if (!seen.ok) {
    sayFault(seen.fault);
    return 1;
  }
  const subject = flags.all
    ? { ok: true as const, value: everything(seen.value) }
    : subjectOf(args.name, seen.value);
  if (!subject.ok) {
    sayFault(subject.fault);
    return 1;
  }
  const exported = exportAs(flags.as ?? 'docker', subject.value, seen.value);
  if (flags.format === 'json') out(JSON.stringify(exported, null, 2));
  else process.stdout.write(textOf(exported, language()));
  for (const remark of exported.remarks) err(`${remark.severity}: ${plain(sentence(remark))}`);
  return 0;
}
