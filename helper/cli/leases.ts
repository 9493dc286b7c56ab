// SPDX-License-Identifier: Apache-2.0
import type { InvocationOf } from '../../model/grammar/commands.ts';
import { type LeaseRow, leaseRows } from '../../model/lan/lease-rows.ts';
import { look } from './host.ts';
import { showRows } from './show.ts';
import { sayFault } from './terminal.ts';

const COLUMNS = ['Container', 'Network', 'Address', 'Standing', 'Router', 'Server', 'Renewal', 'Expiry'];

/** What containers lease from their LANs, with the times of the next renewal and of the end, in the local zone. */
export async function leaseList({ flags }: InvocationOf<'lease ls'>): Promise<number> {
  const seen = await look();
  if (seen.ok) return showRows(leaseRows(seen.value).map(lineOf), COLUMNS, flags.format);
  sayFault(seen.fault);
  return 1;
}

const lineOf = ({ container, network, lease, standing, renewal, expiry }: LeaseRow) => {
  const held = standing === 'bound' || standing === 'overdue';
  return {
    Container: container,
    Network: network,
    Address: lease.address,
    Standing: standing,
    Router: lease.router ?? '',
    Server: lease.server ?? '',
    Renewal: held ? clock(renewal) : '',
    Expiry: held ? clock(expiry) : '',
  };
};

const clock = (at: number | undefined): string =>
  at === undefined ? 'never' : new Date(at).toLocaleString('sv');
