// SPDX-License-Identifier: Apache-2.0
import type { AddressSeen, ContainerSeen, ContainerStep, InsideLink, RouteSeen } from './case.ts';
import { hasQuietIpv6 } from './network-step.ts';
import { addressOf, macFits, macFor, type Play, same, say } from './play.ts';

const LOOK = 'ip -d -j addr; echo; ip -j route; echo; ip -j -6 route';

/** Links, addresses and routes of a running container's sandbox. */
export async function checkInside(play: Play, step: ContainerStep, recorded: ContainerSeen): Promise<void> {
  const ran = await play.bench.run(`container:${step.name}`, ['sh', '-c', LOOK]);
  const [addr = '[]', route = '[]', route6 = '[]'] = ran.stdout.split('\n').filter((line) => line !== '');
  const ours = (JSON.parse(addr) as InsideLink[]).filter(({ ifname }) => ifname !== 'lo');
  const quiet = Object.keys(recorded.networks ?? {}).some((name) => hasQuietIpv6(play, name));
  const move = (ip: string) => addressOf(play, step.name, ip);
  const links = (recorded.addr ?? []).map((link) => ({ ...link, mtu: mtuOf(play, recorded, link) }));
  const shown = (all: readonly InsideLink[], moved: (ip: string) => string) =>
    [...all].sort((a, b) => (a.ifname < b.ifname ? -1 : 1)).map((link) => linkLines(link, quiet, moved));
  same(
    play,
    step.n,
    `links in ${step.name}`,
    shown(links, move),
    shown(ours, (ip) => ip),
  );
  for (const link of links)
    checkMac(
      play,
      step,
      link,
      ours.find(({ ifname }) => ifname === link.ifname),
    );
  const routes = (all: readonly RouteSeen[], moved: (ip: string) => string) =>
    all.map((one) => routeLine(one, moved)).sort();
  same(
    play,
    step.n,
    `routes in ${step.name}`,
    routes(recorded.route ?? [], move),
    routes(JSON.parse(route), (ip) => ip),
  );
  if (!quiet)
    same(
      play,
      step.n,
      `IPv6 routes in ${step.name}`,
      routes(recorded.route6 ?? [], move),
      routes(JSON.parse(route6), (ip) => ip),
    );
}

/** Difference `mtu`: the network of the link's address has asked for one. */
function mtuOf(play: Play, { networks }: ContainerSeen, { mtu, addr_info }: InsideLink): number {
  const held = addr_info.map(({ local }) => local);
  const on = Object.entries(networks ?? {}).find(
    ([, { IPAddress, GlobalIPv6Address }]) => held.includes(IPAddress) || held.includes(GlobalIPv6Address),
  );
  const asked = on && play.networks.get(on[0])?.mtu;
  if (asked === undefined || asked === mtu) return mtu;
  play.used.add('mtu');
  return asked;
}

function linkLines(
  { ifname, flags, mtu, linkinfo, addr_info }: InsideLink,
  quiet: boolean,
  moved: (ip: string) => string,
) {
  const addresses = addr_info
    .filter(({ family }) => !quiet || family === 'inet')
    .map((one) => addressLine(one, moved));
  const mode = linkinfo?.info_data?.mode;
  return {
    ifname,
    up: flags.includes('UP'),
    mtu,
    kind: linkinfo?.info_kind,
    mode,
    addresses: addresses.sort(),
  };
}

/** Link-local IPv6 addresses follow the MAC, so only that there is one is compared; no other may be tentative. */
function addressLine(
  { local, prefixlen, broadcast, scope, tentative }: AddressSeen,
  moved: (ip: string) => string,
): string {
  if (scope === 'link') return `fe80/${prefixlen}`;
  return `${moved(local)}/${prefixlen} brd ${broadcast ?? 'none'} ${scope}${tentative ? ' tentative' : ''}`;
}

const routeLine = (
  { dst, gateway, dev, scope, prefsrc, protocol }: RouteSeen,
  moved: (ip: string) => string,
): string =>
  [
    dst,
    `via ${gateway ?? 'none'}`,
    dev,
    scope ?? '',
    prefsrc === undefined ? '' : moved(prefsrc),
    protocol ?? '',
  ].join(' ');

/** An ipvlan has its parent's MAC, which is known where the parent is the recorded host's NIC. */
function checkMac(play: Play, step: ContainerStep, recorded: InsideLink, ours: InsideLink | undefined): void {
  if (ours === undefined) return;
  if (recorded.mac_origin === 'parent') {
    if (recorded.address.startsWith('02:aa:'))
      same(play, step.n, `MAC in ${step.name}`, recorded.address, ours.address);
    return;
  }
  const ipv4 = ours.addr_info.find(({ family }) => family === 'inet')?.local ?? '';
  const mac = macFor(play, step.name, recorded.address, ipv4);
  if (!macFits(mac, ours.address))
    say(play, step.n, `MAC in ${step.name}: expected ${mac}, got ${ours.address}`);
}
