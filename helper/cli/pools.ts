// SPDX-License-Identifier: Apache-2.0
import { findNetwork } from '../../model/find.ts';
import type { InvocationOf } from '../../model/grammar/commands.ts';
import { poolMeters } from '../../model/meter/pools.ts';
import type { Network } from '../../model/network.ts';
import type { Observation } from '../../model/observation.ts';
import { look } from './host.ts';
import { showRows } from './show.ts';
import { plain, sayFault, sentence } from './terminal.ts';

const COLUMNS = ['Network', 'Subnet', 'Capacity', 'Used', 'Free', 'Share', 'Finding'];

/** How full the pools of the named networks are, or of all. */
export async function poolList({ args, flags }: InvocationOf<'network pools'>): Promise<number> {
  const seen = await look();
  if (!seen.ok) {
    sayFault(seen.fault);
    return 1;
  }
  const found = args.network.map((name) => findNetwork(seen.value, name));
  const named = found.flatMap((one) => ('found' in one ? [one.found] : []));
  const networks = args.network.length === 0 ? seen.value.networks : named;
  const rows = networks.flatMap((network) => rowsOf(network, seen.value));
  const printed = showRows(rows, COLUMNS, flags.format, flags.quiet);
  const unknown = found.flatMap((one) => ('finding' in one ? [one.finding] : []));
  for (const finding of unknown) sayFault(finding);
  return unknown.length > 0 ? 1 : printed;
}

const rowsOf = (network: Network, observation: Observation) =>
  poolMeters(network, observation).map(({ subnet, capacity, used, free, share, finding }) => ({
    ID: subnet,
    Network: plain(network.spec.name),
    Subnet: subnet,
    Capacity: String(capacity),
    Used: String(used),
    Free: String(free),
    Share: `${Math.floor(share * 100)} %`,
    Finding: finding === undefined ? '' : sentence(finding),
  }));
