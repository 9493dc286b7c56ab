// SPDX-License-Identifier: Apache-2.0
import { refusal } from '../../model/fault.ts';
import { proposeRange } from '../../model/lan/propose-range.ts';
import { byAddress, poolsOffered, scanSubnet } from '../../model/lan/scan.ts';
import type { Scan } from '../../model/lan/scan-result.ts';
import type { Ip } from '../../model/net/ip.ts';
import type { Observation } from '../../model/observation.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { observe } from '../observe/observe.ts';
import { remember } from './answers.ts';
import { askByArp } from './arp.ts';
import { askForOffers } from './dhcp-offers.ts';

/**
 * Asks a whole subnet on one parent who is there, and its DHCP servers what they would lease; only ever on a person's word.
 * Faults: the codes of scanSubnet, tool-missing, command-failed.
 */
export async function scan(parent: string, wanted: string | undefined): Promise<Result<Scan>> {
  const observed = await observe({ sandboxes: 'none' });
  if (!observed.ok) return observed;
  const subnet = scanSubnet(parent, wanted, observed.value);
  if (typeof subnet !== 'string') return failed(refusal([subnet]) as never);
  const [answers, offers] = await Promise.all([
    askByArp({ link: parent, targets: [subnet], tries: 2, wait: 300, seconds: 60, makers: true }),
    askForOffers(parent),
  ]);
  if (!answers.ok) return answers;
  if (!offers.ok) return offers;
  const seen = answers.value.sort((a, b) => byAddress(a.ip as Ip, b.ip as Ip));
  remember(
    [],
    seen.map(({ ip, mac }) => ({ parent, ip, mac })),
    Date.now(),
  );
  const dhcp = poolsOffered(offers.value);
  const range = proposeRange(subnet, [...seen.map(({ ip }) => ip), ...ownAddresses(observed.value)], dhcp);
  return ok({ parent, subnet, seen, dhcp, ...(range === undefined ? {} : { range }) });
}

/** This host's, and those that its networks keep: nobody answers us for them, and they are not free. */
const ownAddresses = ({ links, networks, containers }: Observation): string[] => [
  ...links.flatMap(({ addresses }) => addresses.map(({ ip }) => ip)),
  ...networks.flatMap(({ pools }) =>
    pools.flatMap(({ gateway, reserved }) => [gateway ?? '', ...Object.values(reserved)]),
  ),
  ...containers.flatMap(({ endpoints }) =>
    endpoints.flatMap(({ addresses }) => addresses.map((address) => address.slice(0, address.indexOf('/')))),
  ),
];
