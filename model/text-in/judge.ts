// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../change.ts';
import { dockerCommandOf } from '../docker/docker-command.ts';
import { type Finding, finding, isError } from '../finding.ts';
import type { Invocation } from '../grammar/commands.ts';
import { containerSpecOf } from '../grammar/container-spec.ts';
import { networkSpecOf } from '../grammar/network-spec.ts';
import { joinCommandLine } from '../grammar/split.ts';
import type { Observation } from '../observation.ts';
import { makePlan } from '../planner.ts';
import type { Result } from '../result.ts';
import type { Draft } from './draft.ts';
import { asFinding, type Wanted } from './understand.ts';

/** One draft on the host as it would be by then. `before`: the drafts before it. */
export function judge(wanted: Wanted, id: string, seen: Observation, before: readonly Draft[]): Draft {
  const { kind, source, findings, invocation } = wanted;
  const change = invocation === undefined ? undefined : changeOf(invocation, id);
  const refused = {
    kind,
    source,
    command: joinCommandLine(['docker', ...wanted.words]),
    change: undefined,
    plan: undefined,
  };
  if (change === undefined) return { ...refused, name: wanted.words.at(-1) ?? '', findings };
  if (!change.ok) {
    return { ...refused, name: nameIn(invocation), findings: [...findings, asFinding(change.fault)] };
  }
  const plan = makePlan(change.value, seen);
  const { spec } = change.value as Extract<Change, { spec: unknown }>;
  const said = plan.findings.map((one) => blameDraft(one, before));
  return {
    kind,
    source,
    name: spec.name,
    command: dockerCommandOf(spec),
    change: change.value,
    findings: [...findings, ...elsewhere(invocation), ...said],
    plan: { ...plan, findings: said },
  };
}

function changeOf(invocation: Invocation, id: string): Result<Change> | undefined {
  if (invocation.command === 'network create') {
    const spec = networkSpecOf(invocation, id);
    return spec.ok ? { ok: true, value: { ask: 'network-create', spec: spec.value } } : spec;
  }
  if (invocation.command !== 'run' && invocation.command !== 'create') return undefined;
  const spec = containerSpecOf(invocation, id);
  const start = invocation.command === 'run';
  return spec.ok ? { ok: true, value: { ask: 'container-run', spec: spec.value, start } } : spec;
}

function nameIn(invocation: Invocation | undefined): string {
  if (invocation?.command === 'network create') return invocation.args.network;
  if (invocation?.command === 'run' || invocation?.command === 'create') return invocation.flags.name ?? '';
  return '';
}

/** Values that a container takes from the shell or from a file beside the text: its draft is without them. */
function elsewhere(invocation: Invocation | undefined): Finding[] {
  if (invocation?.command !== 'run' && invocation?.command !== 'create') return [];
  const { env, 'env-file': files } = invocation.flags;
  return [
    ...files.map((value) => finding('text-value-elsewhere', { flag: '--env-file', value })),
    ...env
      .filter((one) => !one.includes('='))
      .map((value) => finding('text-value-elsewhere', { flag: '-e', value })),
  ];
}

/** A network that is not there because its own draft is refused or left: that is to be settled first. */
function blameDraft(found: Finding, before: readonly Draft[]): Finding {
  if (found.code !== 'network-unknown') return found;
  const draft = before.find((one) => one.kind === 'network' && one.name === found.facts.network);
  if (draft === undefined) return found;
  const code = draft.findings.some(isError) ? 'text-network-refused' : 'text-network-left';
  return finding(code, { network: draft.name, line: draft.source.line }, found.field);
}
