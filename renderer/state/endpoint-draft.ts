// SPDX-License-Identifier: Apache-2.0
import type { EndpointSpec } from '../../model/container.ts';
import type { Finding } from '../../model/finding.ts';
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

/** What of a draft would not come into the spec. `at`: its place among the endpoints. */
export const judgeEndpointDraft = (draft: EndpointDraft, at: number): Finding[] =>
  readPriority(draft.priority, `endpoints.${at}.gatewayPriority`).findings;
