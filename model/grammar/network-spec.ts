// SPDX-License-Identifier: Apache-2.0
import { fault } from '../fault.ts';
import type { NetworkSpec } from '../network.ts';
import { failed, ok, type Result } from '../result.ts';
import type { InvocationOf } from './commands.ts';
import { labelsOf } from './labels.ts';
import { poolsOf } from './pools.ts';

/** The option for the MTU of a network's links. Docker's macvlan and ipvlan keep it and do nothing with it (28.5.2); ours apply it. */
export const MTU_OPTION = 'com.docker.network.driver.mtu';

type Create = InvocationOf<'network create'>;

/** What `network create` asks for. `id`: 64 hex digits, chosen by the caller. */
export function networkSpecOf({ flags, args }: Create, id: string): Result<NetworkSpec> {
  const refused = unsupported(flags);
  if (refused !== undefined)
    return failed(fault('usage-flag-unsupported', { flag: refused, command: 'network create' }));
  const pools = poolsOf(flags);
  if (!pools.ok) return pools;
  const labels = labelsOf(flags.label);
  if (!labels.ok) return labels;
  const mtu = mtuOf(flags.opt[MTU_OPTION]);
  if (!mtu.ok) return mtu;
  return ok({
    id,
    name: args.network,
    driver: flags.driver,
    ...fromOptions(flags.driver, flags.opt),
    internal: flags.internal,
    ipv6: flags.ipv6,
    // DHCP leases IPv4 only; the LAN's IPv6 addresses come from its routers.
    ...(flags.slaac || (flags.ipv6 && flags['ipam-driver'] === 'dhcp') ? { slaac: true } : {}),
    ...(flags.ipv4 ? {} : { ipv4: false }),
    ipam: flags['ipam-driver'],
    pools: pools.value,
    ...(mtu.value === undefined ? {} : { mtu: mtu.value }),
    ...(flags.attachable ? { attachable: true } : {}),
    ...(flags['host-access'] ? { hostAccess: true } : {}),
    options: { ...flags.opt },
    labels: labels.value,
  });
}

/** The first flag whose meaning cannot be kept: Swarm's, and Docker's networks that only hold a configuration. */
function unsupported(flags: Create['flags']): string | undefined {
  if (flags.scope !== 'local' && flags.scope !== '') return `--scope=${flags.scope}`;
  if (flags.ingress) return '--ingress';
  if (flags['config-only']) return '--config-only';
  if (flags['config-from'] !== undefined) return '--config-from';
  const onlyIpv6 =
    (flags.subnet.length > 0 || flags.slaac || flags.ipv6) &&
    flags.subnet.every((subnet) => subnet.includes(':'));
  return flags.ipv4 || onlyIpv6 ? undefined : '--ipv4=false';
}

/** Options of the other driver are kept, and change nothing (Docker). An empty value is as good as none. */
function fromOptions(
  driver: string,
  options: Readonly<Record<string, string>>,
): Pick<NetworkSpec, 'mode' | 'flag' | 'parent'> {
  const wanted = {
    mode: options[`${driver}_mode`],
    flag: driver === 'ipvlan' ? options.ipvlan_flag : undefined,
    parent: options.parent,
  };
  return Object.fromEntries(
    Object.entries(wanted).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function mtuOf(text: string | undefined): Result<number | undefined> {
  if (text === undefined || text === '') return ok(undefined);
  const mtu = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (mtu >= 68 && mtu <= 65535) return ok(mtu);
  return failed(fault('usage-flag-value', { flag: `-o ${MTU_OPTION}`, value: text, wants: '68–65535' }));
}
