// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../../model/finding.ts';
import type { InvocationOf } from '../../model/grammar/commands.ts';
import type { Scan } from '../../model/lan/scan-result.ts';
import { call } from './host.ts';
import { showRows } from './show.ts';
import { err, out, plain, sayFault, sentence } from './terminal.ts';

/** Who has which address on a NIC's LAN; what else was found goes to standard error. `--format json`: all of it, as the contract has it. */
export async function nicScan({ args, flags }: InvocationOf<'nic scan'>): Promise<number> {
  const { subnet, format } = flags;
  const found = await call('scan', { parent: args.nic, ...(subnet === undefined ? {} : { subnet }) });
  if (!found.ok) {
    sayFault(found.fault);
    return 1;
  }
  if (format === 'json') {
    out(JSON.stringify(found.value));
    return 0;
  }
  const rows = found.value.seen.map(({ ip, mac, maker = '' }) => ({
    Address: ip,
    MAC: mac,
    Maker: plain(maker),
  }));
  const exit = showRows(rows, ['Address', 'MAC', 'Maker'], format);
  for (const said of remarks(found.value)) err(sentence(said));
  return exit;
}

const remarks = ({ parent, subnet, dhcp, range }: Scan): Finding[] => [
  ...dhcp.map((pool) => finding('scan-pool', pool)),
  ...(dhcp.length === 0 ? [finding('scan-no-dhcp', { parent })] : []),
  range === undefined ? finding('scan-no-range', { subnet }) : finding('scan-range', { range }),
];
