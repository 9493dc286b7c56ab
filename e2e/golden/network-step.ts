// SPDX-License-Identifier: Apache-2.0
import type { NetworkSeen, NetworkStep, Pool } from './case.ts';
import { addressOf, macFits, macFor, type Play, same, say } from './play.ts';

/** `network inspect` field by field; a field that the recording has not is not asked for. */
export async function observeNetwork(play: Play, step: NetworkStep): Promise<void> {
  if (play.refused.has(step.name) || (play.extra.has(step.name) && !step.found)) return;
  const ran = await play.bench.lanyard(['network', 'inspect', step.name]);
  const [got] = JSON.parse(play.names.hide(ran.stdout) || '[]') as NetworkSeen[];
  same(play, step.n, `network ${step.name} found`, step.found, got !== undefined);
  if (got === undefined || step.network === null) return;
  for (const [field, recorded] of Object.entries(step.network)) {
    if (field === 'IPAM') checkPools(play, step, got);
    else if (field === 'Containers') checkContainers(play, step, got);
    else same(play, step.n, `${step.name}.${field}`, wanted(play, step.name, field, recorded), got[field]);
  }
}

/** Difference `ipv6`: an IPv6 subnet is enough. */
function wanted(play: Play, name: string, field: string, recorded: unknown): unknown {
  if (field !== 'EnableIPv6' || recorded === true || !hasQuietIpv6(play, name)) return recorded;
  play.used.add('ipv6');
  return true;
}

/** A network with an IPv6 subnet and without --ipv6. */
export function hasQuietIpv6(play: Play, name: string): boolean {
  const asked = play.networks.get(name);
  return asked?.ipv6 === false && asked.subnets.some((subnet) => subnet.includes(':'));
}

function checkPools(play: Play, step: NetworkStep, got: NetworkSeen): void {
  const recorded = step.network?.IPAM;
  same(play, step.n, `${step.name}.IPAM.Driver`, recorded?.Driver, got.IPAM.Driver);
  same(
    play,
    step.n,
    `${step.name}.IPAM.Config`,
    inOrder(play, step.name, recorded?.Config ?? []),
    got.IPAM.Config ?? [],
  );
}

/** Difference `order`: Docker's command line shuffles the subnets; ours has them as they were given. */
function inOrder(play: Play, name: string, pools: readonly Pool[]): Pool[] {
  const given = play.networks.get(name)?.subnets ?? [];
  const place = ({ Subnet }: Pool) => (given.indexOf(Subnet ?? '') + given.length + 1) % (given.length + 1);
  const sorted = [...pools].sort((a, b) => place(a) - place(b));
  if (sorted.some((pool, at) => pool !== pools[at])) play.used.add('order');
  return sorted;
}

function checkContainers(play: Play, step: NetworkStep, got: NetworkSeen): void {
  const byName = (seen: NetworkSeen | null) =>
    new Map(Object.values(seen?.Containers ?? {}).map((one) => [one.Name, one]));
  const [recorded, ours] = [byName(step.network), byName(got)];
  // Those that only one of the two has, by difference `early` or `kept`.
  for (const name of [...play.phantoms.keys(), ...play.kept]) {
    recorded.delete(name);
    ours.delete(name);
  }
  same(play, step.n, `containers of ${step.name}`, [...recorded.keys()].sort(), [...ours.keys()].sort());
  for (const [name, one] of recorded) {
    const other = ours.get(name);
    if (other === undefined) continue;
    const [ip = '', length] = one.IPv4Address.split('/');
    const address = ip === '' ? '' : `${addressOf(play, name, ip)}/${length}`;
    same(play, step.n, `${step.name} ${name} IPv4Address`, address, other.IPv4Address);
    if (!hasQuietIpv6(play, step.name))
      same(play, step.n, `${step.name} ${name} IPv6Address`, one.IPv6Address, other.IPv6Address);
    const mac = macFor(play, name, one.MacAddress, other.IPv4Address.split('/')[0] ?? '');
    if (!macFits(mac, other.MacAddress))
      say(play, step.n, `${step.name} ${name} MAC: expected ${mac}, got ${other.MacAddress}`);
  }
}
