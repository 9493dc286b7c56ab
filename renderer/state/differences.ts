// SPDX-License-Identifier: Apache-2.0
import type { Observation } from '../../model/observation.ts';
import { shimName } from '../../model/shim/shim.ts';
import { wordOfLink } from './sign.ts';

/** What became different between two observations; `code` keys the catalogue's `event.*`. */
export interface Difference {
  at: number;
  code:
    | 'link-up'
    | 'link-down'
    | 'link-no-carrier'
    | 'link-gone'
    | 'link-new'
    | 'network-new'
    | 'network-gone'
    | 'container-new'
    | 'container-gone'
    | 'container-running'
    | 'container-exited'
    | 'address-new'
    | 'address-gone';
  /** The name of the thing, and for addresses the address too. */
  name: string;
  address?: string;
}

/** What every shim's name begins with. */
const SHIM = shimName({ id: '' });

type Told = Omit<Difference, 'at'>;

/** Things by key, each with the word for how it is. */
type Picture = Map<string, { name: string; word: string }>;

/** Without shims: they come and go with containers, and share their parent's signal. */
const linksOf = (seen: Observation): Picture =>
  new Map(
    seen.links
      .filter(({ name }) => !name.startsWith(SHIM))
      .map((link) => [String(link.ifindex), { name: link.name, word: wordOfLink(link) }]),
  );

const networksOf = (seen: Observation): Picture =>
  new Map(seen.networks.map((one) => [one.spec.id, { name: one.spec.name, word: '' }]));

const containersOf = (seen: Observation): Picture =>
  new Map(seen.containers.map((one) => [one.spec.id, { name: one.spec.name, word: one.state.status }]));

const KINDS = [
  { kind: 'link', picture: linksOf, words: ['up', 'down', 'no-carrier'] },
  { kind: 'network', picture: networksOf, words: [] },
  { kind: 'container', picture: containersOf, words: ['running', 'exited'] },
] as const;

export function differencesOf(before: Observation, after: Observation): Difference[] {
  const told: Told[] = [];
  for (const { kind, picture, words } of KINDS) {
    const [was, is] = [picture(before), picture(after)];
    for (const [key, { name, word }] of is) {
      const old = was.get(key);
      if (old === undefined) told.push({ code: `${kind}-new`, name });
      else if (old.word !== word && (words as readonly string[]).includes(word))
        told.push({ code: `${kind}-${word}` as Told['code'], name });
    }
    for (const [key, { name }] of was) if (!is.has(key)) told.push({ code: `${kind}-gone`, name });
  }
  told.push(...addressDifferences(before, after));
  return told.map((one) => ({ ...one, at: after.at }));
}

function addressDifferences(before: Observation, after: Observation): Told[] {
  return after.links.flatMap((link): Told[] => {
    const old = before.links.find((one) => one.ifindex === link.ifindex);
    if (old === undefined) return [];
    const [was, is] = [old, link].map((one) =>
      one.addresses.map((address) => `${address.ip}/${address.prefix}`),
    );
    const gained = (is ?? []).filter((address) => !was?.includes(address));
    const lost = (was ?? []).filter((address) => !is?.includes(address));
    return [
      ...gained.map((address): Told => ({ code: 'address-new', name: link.name, address })),
      ...lost.map((address): Told => ({ code: 'address-gone', name: link.name, address })),
    ];
  });
}
