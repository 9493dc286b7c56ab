// SPDX-License-Identifier: Apache-2.0
import type { NetworkSpec } from '../network.ts';
import { shortId } from '../text.ts';

/** The sandbox's name under /run/netns: said to be ours at a glance in `ip netns`. */
export const sandboxName = (container: string): string => `lanyard-${shortId(container)}`;

/** The name a link is made under, free in both namespaces; at most 15 characters. On kernels up to 6.1 the name must also be free in the parent's namespace (EEXIST for `eth0`). */
export const birthName = (container: string, ifname: string): string =>
  `ly${container.slice(0, 8)}${ifname.replace(/\D/g, '').padStart(2, '0')}`;

/** Docker's name for the dummy link of a network without parent. */
export const dummyName = (spec: Pick<NetworkSpec, 'driver' | 'id'>): string =>
  `${spec.driver === 'ipvlan' ? 'di' : 'dm'}-${shortId(spec.id)}`;

/** The lowest `ethN` that is free (Docker 28). */
export function freeIfname(used: readonly string[]): string {
  for (let index = 0; ; index++) {
    const name = `eth${index}`;
    if (!used.includes(name)) return name;
  }
}
