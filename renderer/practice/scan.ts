// SPDX-License-Identifier: Apache-2.0
import { refusal } from '../../model/fault.ts';
import { proposeRange } from '../../model/lan/propose-range.ts';
import { scanSubnet } from '../../model/lan/scan.ts';
import type { Scan } from '../../model/lan/scan-result.ts';
import { parseIp } from '../../model/net/ip.ts';
import { subnetHas } from '../../model/net/subnet.ts';
import type { Observation } from '../../model/observation.ts';
import { failed, ok, type Result } from '../../model/result.ts';

/** A scan of the practice machine: whom it has as neighbours there. */
export function practiceScan(parent: string, wanted: string | undefined, seen: Observation): Result<Scan> {
  const subnet = scanSubnet(parent, wanted, seen);
  if (typeof subnet !== 'string') return failed(refusal([subnet]) as never);
  const there = seen.neighbours.flatMap(({ ip, mac, dev }) => {
    const read = parseIp(ip);
    return dev === parent && mac && read && subnetHas(subnet, read) ? [{ ip, mac }] : [];
  });
  const used = [...there, ...seen.links.flatMap(({ addresses }) => addresses)].map(({ ip }) => ip);
  const range = proposeRange(subnet, used, []);
  return ok({ parent, subnet, seen: there, dhcp: [], ...(range === undefined ? {} : { range }) });
}
