// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../../model/change.ts';
import type { Entry } from '../../model/history.ts';
import type { Observation } from '../../model/observation.ts';
import type { Sign } from './sign.ts';

/** What a change is called in the catalogue: its ask, and of host access which way it is turned. */
export type ChangeName = Exclude<Change['ask'], 'network-host-access'> | `host-access-${'on' | 'off'}`;

export const changeName = (change: Change): ChangeName =>
  change.ask === 'network-host-access' ? `host-access-${change.on ? 'on' : 'off'}` : change.ask;

export interface ChangeWord {
  word: `change.${ChangeName}`;
  holes: { name: string; network: string };
}

export const ENTRY_SIGNS = {
  open: 'degraded',
  done: 'reachable',
  failed: 'unreachable',
  recovered: 'attention',
  undone: 'stopped',
} as const satisfies Record<Entry['status'], Sign>;

/** What a change asks for, in words: its catalogue key and the names in it. Names of what is gone are looked up in the history. */
export function changeWord(
  change: Change,
  observation: Observation | undefined,
  entries: readonly Entry[],
): ChangeWord {
  const network = (reference: string): string =>
    observation?.networks.find((one) => one.spec.id === reference)?.spec.name ??
    made(entries, 'network-create', reference) ??
    short(reference);
  const container = (reference: string): string =>
    observation?.containers.find((one) => one.spec.id === reference)?.spec.name ??
    made(entries, 'container-run', reference) ??
    short(reference);
  const word = `change.${changeName(change)}` as const;
  switch (change.ask) {
    case 'network-create':
      return { word, holes: { name: change.spec.name, network: change.spec.name } };
    case 'network-remove':
    case 'network-host-access':
    case 'network-restore':
      return { word, holes: { name: network(change.network), network: network(change.network) } };
    case 'container-run':
      return { word, holes: { name: change.spec.name, network: '' } };
    case 'network-connect':
      return {
        word,
        holes: { name: container(change.container), network: network(change.endpoint.network) },
      };
    case 'network-disconnect':
      return { word, holes: { name: container(change.container), network: network(change.network) } };
    default:
      return { word, holes: { name: container(change.container), network: '' } };
  }
}

function made(
  entries: readonly Entry[],
  ask: 'network-create' | 'container-run',
  id: string,
): string | undefined {
  for (const { change } of entries) if (change.ask === ask && change.spec.id === id) return change.spec.name;
  return undefined;
}

const short = (reference: string): string =>
  /^[0-9a-f]{64}$/.test(reference) ? reference.slice(0, 12) : reference;
