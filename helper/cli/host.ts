// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../../model/change.ts';
import type { CallName, Emit, Outcome, Params, Value } from '../../model/contract.ts';
import type { Observation } from '../../model/observation.ts';
import type { Result } from '../../model/result.ts';
import { commandOf } from '../../model/step-command.ts';
import { dispatch, ownAuthority } from '../serve/dispatch.ts';
import { makeHandlers } from '../serve/handlers.ts';
import { out, sayFault, sayFindings } from './terminal.ts';

const silent: Emit = () => {};

/** Calls the contract in this very process, past the same border as the app's calls. */
export async function call<Name extends CallName>(
  name: Name,
  params: Params<Name>,
  emit: Emit = silent,
): Promise<Result<Value<Name>>> {
  const { handlers, stop } = makeHandlers(emit);
  try {
    return (await dispatch(handlers, ownAuthority(), name, params)) as Result<Value<Name>>;
  } finally {
    await stop();
  }
}

export const look = (sandboxes = false): Promise<Result<Observation>> => call('observe', { sandboxes });

/** Applies a change, or with --dry-run prints the commands that would run. The fault is said; undefined then. */
export async function change(wanted: Change, dry: boolean | undefined): Promise<Result<Outcome | undefined>> {
  if (dry) return preview(wanted);
  const outcome = await call('apply', { change: wanted });
  if (!outcome.ok) sayFault(outcome.fault);
  else sayFindings(outcome.value.findings);
  return outcome;
}

async function preview(wanted: Change): Promise<Result<undefined>> {
  const plan = await call('preview', { change: wanted });
  if (!plan.ok) {
    sayFault(plan.fault);
    return plan;
  }
  const { steps, findings } = plan.value;
  const [first] = findings.filter((found) => found.severity === 'error');
  sayFindings(findings, true);
  for (const step of steps) out(commandOf(step));
  if (first === undefined) return { ok: true, value: undefined };
  const fault = { code: first.code, facts: first.facts, findings };
  sayFault(fault);
  return { ok: false, fault };
}
