// SPDX-License-Identifier: Apache-2.0
import type { Draft } from '../../model/text-in/draft.ts';

/** What a draft comes to, in a few figures: driver, parent and subnets, or image, networks and addresses. */
export function gistOf({ change }: Draft): string[] {
  if (change?.ask === 'network-create') {
    const { driver, parent, pools } = change.spec;
    return [driver, parent ?? '', ...pools.map(({ subnet }) => subnet)].filter((one) => one !== '');
  }
  if (change?.ask !== 'container-run') return [];
  const { image, endpoints } = change.spec;
  return [image, ...endpoints.flatMap(({ network, ip, ip6 }) => [network, ip ?? '', ip6 ?? ''])].filter(
    (one) => one !== '',
  );
}
