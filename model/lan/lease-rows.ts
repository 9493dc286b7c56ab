// SPDX-License-Identifier: Apache-2.0
import type { Observation } from '../observation.ts';
import { expiryOf, type Lease, renewalOf, type Standing, standingOf } from './lease.ts';

/** One lease, with how it stands at the moment of the observation. Times: milliseconds since the epoch; undefined: never. */
export interface LeaseRow {
  container: string;
  network: string;
  link: string;
  lease: Lease;
  standing: Standing;
  renewal: number | undefined;
  expiry: number | undefined;
}

/** Every lease that a container has or had last, by container and link. */
export function leaseRows({ at, containers, networks }: Observation): LeaseRow[] {
  const nameOf = (id: string): string => networks.find(({ spec }) => spec.id === id)?.spec.name ?? id;
  return containers
    .flatMap(({ spec, endpoints }) =>
      endpoints.flatMap(({ lease, ifname, network }): LeaseRow[] =>
        lease === undefined
          ? []
          : [
              {
                container: spec.name,
                network: nameOf(network),
                link: ifname,
                lease,
                standing: standingOf(lease, at),
                renewal: renewalOf(lease),
                expiry: expiryOf(lease),
              },
            ],
      ),
    )
    .sort((a, b) => (`${a.container} ${a.link}` < `${b.container} ${b.link}` ? -1 : 1));
}
