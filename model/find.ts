// SPDX-License-Identifier: Apache-2.0
import type { Container, Image } from './container.ts';
import { type Finding, finding } from './finding.ts';
import type { Network } from './network.ts';
import type { Observation } from './observation.ts';

export type Found<T> = { found: T } | { finding: Finding };

/** Docker's order: full id, name, then an id's beginning if only one has it. */
function byReference<T>(
  all: readonly T[],
  reference: string,
  idOf: (one: T) => string,
  nameOf: (one: T) => string,
): T[] {
  const exact = all.filter((one) => idOf(one) === reference || nameOf(one) === reference);
  if (exact.length > 0) return exact.slice(0, 1);
  return /^[0-9a-f]+$/.test(reference) ? all.filter((one) => idOf(one).startsWith(reference)) : [];
}

export function findNetwork(observation: Observation, reference: string, field?: string): Found<Network> {
  const matches = byReference(
    observation.networks,
    reference,
    (one) => one.spec.id,
    (one) => one.spec.name,
  );
  const [first] = matches;
  if (first === undefined) return { finding: finding('network-unknown', { network: reference }, field) };
  if (matches.length > 1) {
    return {
      finding: finding(
        'network-ambiguous',
        { network: reference, matches: matches.map((one) => one.spec.id) },
        field,
      ),
    };
  }
  return { found: first };
}

export function findContainer(observation: Observation, reference: string): Found<Container> {
  const matches = byReference(
    observation.containers,
    reference,
    (one) => one.spec.id,
    (one) => one.spec.name,
  );
  const [first] = matches;
  if (first === undefined) return { finding: finding('container-unknown', { container: reference }) };
  if (matches.length > 1) {
    return {
      finding: finding('container-ambiguous', {
        container: reference,
        matches: matches.map((one) => one.spec.id),
      }),
    };
  }
  return { found: first };
}

/** `name` means `name:latest`; an image's id, or the beginning of its hex digits, too. */
export function findImage(images: readonly Image[], reference: string): Image | undefined {
  const name = fullImageName(reference);
  return (
    images.find((image) => image.names.includes(name)) ??
    images.find((image) => idMatches(image.id, reference))
  );
}

export const fullImageName = (reference: string): string => {
  const plain = reference.replace(/^docker\.io\//, '').replace(/^library\//, '');
  return /:[^/]+$/.test(plain) ? plain : `${plain}:latest`;
};

const idMatches = (id: string, reference: string): boolean =>
  id === reference || (/^[0-9a-f]{4,64}$/.test(reference) && id.startsWith(`sha256:${reference}`));
