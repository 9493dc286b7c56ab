// SPDX-License-Identifier: Apache-2.0
import type { EndpointSpec } from '../../model/container.ts';
import type { Finding } from '../../model/finding.ts';
import type { Network } from '../../model/network.ts';
import type { Observation } from '../../model/observation.ts';
import { readPriority } from '../../model/preflight/typed.ts';

/** One attachment as it is being typed. */
export interface EndpointDraft {
  /** Network id. */
  network: string;
  ip: string;
  ip6: string;
  mac: string;
  /** Names, separated by commas or blanks. */
  aliases: string;
  /** Docker's gw-priority. */
  priority: string;
}

export const draftOn = (network: string): EndpointDraft => ({
  network,
  ip: '',
  ip6: '',
  mac: '',
  aliases: '',
  priority: '',
});

const TEXTS = ['ip', 'ip6', 'mac'] as const;

export const isEndpointKey = (key: string | undefined): key is (typeof TEXTS)[number] =>
  TEXTS.some((one) => one === key);

export function specOfEndpoint(draft: EndpointDraft): EndpointSpec {
  const priority = readPriority(draft.priority, '').value;
  const typed = TEXTS.map((key) => [key, draft[key].trim()]).filter(([, text]) => text !== '');
  return {
    network: draft.network,
    ...Object.fromEntries(typed),
    aliases: draft.aliases.split(/[\s,，]+/).filter((alias) => alias !== ''),
    ...(priority === undefined ? {} : { gatewayPriority: priority }),
  };
}

/** What of a draft would not come into the spec. `at`: the spec's field that it becomes. */
export const judgeEndpointDraft = (draft: EndpointDraft, at: string): Finding[] =>
  readPriority(draft.priority, `${at}.gatewayPriority`).findings;

/** The networks that a container is not on yet. */
export const networksFor = (container: string, observation: Observation | undefined): Network[] => {
  const endpoints = observation?.containers.find(({ spec }) => spec.id === container)?.endpoints ?? [];
  return (observation?.networks ?? []).filter(
    ({ spec }) => !endpoints.some(({ network }) => network === spec.id),
  );
};
