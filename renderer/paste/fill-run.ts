// SPDX-License-Identifier: Apache-2.0
import type { ContainerSpec, EndpointSpec } from '../../model/container.ts';
import { findNetwork } from '../../model/find.ts';
import { joinCommandLine } from '../../model/grammar/split.ts';
import type { Observation } from '../../model/observation.ts';
import { draftOn, type EndpointDraft } from '../state/endpoint-draft.ts';
import { KNOBS, type RunForm } from '../state/run-form.svelte.ts';

/** Writes a drafted container into the Run form. What the form has no field for is kept as it is. */
export function fillRun(form: RunForm, spec: ContainerSpec, observation: Observation): void {
  const { tty, interactive, labels, restart, dns, hosts } = spec;
  form.image = spec.image;
  form.name = spec.name;
  form.command = joinCommandLine(spec.command);
  form.endpoints = spec.endpoints.map((endpoint) => draftOf(endpoint, observation));
  for (const knob of KNOBS) form.knobs[knob] = spec[knob] ?? '';
  form.env = spec.env.join('\n');
  form.remove = spec.remove;
  form.restart = restart?.policy ?? 'no';
  form.most = restart?.most === undefined ? '' : String(restart.most);
  form.kept = {
    tty,
    interactive,
    labels,
    ...(dns && { dns }),
    ...(hosts && { hosts }),
  };
}

/** The form knows networks by id. */
function draftOf(spec: EndpointSpec, observation: Observation): EndpointDraft {
  const network = findNetwork(observation, spec.network);
  return {
    ...draftOn('found' in network ? network.found.spec.id : spec.network),
    ip: spec.ip ?? '',
    ip6: spec.ip6 ?? '',
    mac: spec.mac ?? '',
    aliases: spec.aliases.join(', '),
    priority: spec.gatewayPriority === undefined ? '' : String(spec.gatewayPriority),
  };
}
