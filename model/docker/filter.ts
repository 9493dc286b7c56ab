// SPDX-License-Identifier: Apache-2.0
import type { Container } from '../container.ts';
import { fault } from '../fault.ts';
import { keyAndValue } from '../grammar/value.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { failed, ok, type Result } from '../result.ts';

type Matches<T> = (thing: T, value: string, observation: Observation) => boolean;

const labelled = (labels: Readonly<Record<string, string>>, wanted: string): boolean => {
  const [key, value] = keyAndValue(wanted);
  return Object.hasOwn(labels, key) && (!wanted.includes('=') || labels[key] === value);
};

const used = (network: Network, { containers }: Observation): boolean =>
  containers.some(({ endpoints }) => endpoints.some((endpoint) => endpoint.network === network.spec.id));

/** Docker's filters of `network ls` and `network prune`. */
export const NETWORK_FILTERS: Readonly<Record<string, Matches<Network>>> = {
  driver: ({ spec }, value) => spec.driver === value,
  id: ({ spec }, value) => spec.id.startsWith(value),
  name: ({ spec }, value) => spec.name.includes(value),
  label: ({ spec }, value) => labelled(spec.labels, value),
  'label!': ({ spec }, value) => !labelled(spec.labels, value),
  scope: (_, value) => value === 'local',
  type: (_, value) => value === 'custom',
  dangling: (network, value, observation) =>
    used(network, observation) !== (value === 'true' || value === '1'),
};

/** Docker's filters of `ps`, as far as they have a meaning here. */
export const CONTAINER_FILTERS: Readonly<Record<string, Matches<Container>>> = {
  id: ({ spec }, value) => spec.id.startsWith(value),
  name: ({ spec }, value) => spec.name.includes(value.replace(/^\//, '')),
  label: ({ spec }, value) => labelled(spec.labels, value),
  status: ({ state }, value) => state.status === value,
  exited: ({ state }, value) => state.status === 'exited' && state.exitCode === Number(value),
  ancestor: ({ spec, imageId }, value) =>
    [spec.image, spec.image.replace(/:latest$/, ''), imageId].includes(value),
  network: ({ endpoints }, value, { networks }) =>
    endpoints.some(({ network: id }) => {
      const name = networks.find((network) => network.spec.id === id)?.spec.name;
      return name === value || (value.length >= 12 && id.startsWith(value));
    }),
};

/** Those that all keys let through; of several values of one key, one is enough, but for labels all must hold (Docker). */
export function filterBy<T>(
  things: readonly T[],
  typed: readonly string[],
  filters: Readonly<Record<string, Matches<T>>>,
  observation: Observation,
): Result<T[]> {
  const pairs = typed.map(keyAndValue);
  const odd = typed.find(
    (text, index) => !text.includes('=') || !Object.hasOwn(filters, pairs[index]?.[0] ?? ''),
  );
  if (odd !== undefined)
    return failed(
      fault('usage-flag-value', {
        flag: '--filter',
        value: odd,
        wants: `${Object.keys(filters).join('|')}=…`,
      }),
    );
  const keys = [...new Set(pairs.map(([key]) => key))];
  return ok(
    things.filter((thing) =>
      keys.every((key) => {
        const values = pairs.filter(([other]) => other === key).map(([, value]) => value);
        const holds = (value: string): boolean => filters[key]?.(thing, value, observation) ?? false;
        return key.startsWith('label') ? values.every(holds) : values.some(holds);
      }),
    ),
  );
}
