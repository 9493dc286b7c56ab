// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { Container } from '../container.ts';
import type { Link, Route } from '../link.ts';
import type { Network, NetworkSpec } from '../network.ts';
import type { Observation } from '../observation.ts';
import { makePlan } from '../planner.ts';
import { judgeHostAccess } from '../preflight/host-access.ts';
import { commandOf } from '../step-command.ts';
import { inverseOf } from '../step-inverse.ts';
import { container, idOf, link, network, workstation } from '../testing/host.ts';
import { counterOf } from '../undo.ts';
import { verify } from '../verify.ts';
import { shimSteps } from './steps.ts';

const LAN = { subnet: '172.16.86.0/24', gateway: '172.16.86.1', reserved: {} };
const V6 = { subnet: '2001:db8:77::/64', gateway: '2001:db8:77::1', reserved: {} };
const NAME = 'ly-aaaaaaaaaa';

const on = (other: Partial<NetworkSpec> = {}): Network =>
  network({ hostAccess: true, pools: [LAN], ...other });
const running = (name: string, net: Network, ...addresses: string[]): Container => {
  const made = container(name, net, '');
  return { ...made, endpoints: made.endpoints.map((one) => ({ ...one, addresses })) };
};

const held = (ip: string, prefix: number) => ({
  family: ip.includes(':') ? (6 as const) : (4 as const),
  ...{ ip, prefix, scope: 'global', flags: [] },
});
const seenShim = (other: Partial<Link> = {}): Link =>
  link(NAME, 30, { kind: 'macvlan', medium: 'virtual', parent: 2, mode: 'bridge', ...other });
const routeTo = (to: string, other: Partial<Route> = {}): Route => ({
  family: to.includes(':') ? 6 : 4,
  ...{ to, dev: NAME, ...other },
});

function host(net: Network, containers: Container[], links: Link[] = [], routes: Route[] = []): Observation {
  const bare = workstation();
  const all = { links: [...bare.links, ...links], routes: [...bare.routes, ...routes] };
  return { ...bare, ...all, networks: [net], containers };
}
const steps = (net: Network, ...rest: [Container[], Link[]?, Route[]?]): string[] =>
  shimSteps(net, host(net, ...rest)).map(commandOf);

const FROM = { source: '172.16.86.250' };

describe('in step', () => {
  test('nobody runs: no link; the first brings it, with a source that the kernel would not choose', () => {
    const net = on();
    expect(net.shim).toEqual({ link: NAME, mac: expect.stringMatching(/^02:/), addresses: [] });
    expect(steps(net, [])).toEqual([]);
    expect(steps(net, [running('a', net, '172.16.86.2/24')])).toEqual([
      `ip link add link eth0 name ${NAME} address ${net.shim?.mac} type macvlan mode bridge`,
      `sysctl -qw net.ipv4.conf.${NAME}.arp_filter=1`,
      `sysctl -qw net.ipv6.conf.${NAME}.disable_ipv6=1`,
      `ip link set ${NAME} up`,
      `ip route add 172.16.86.2/32 dev ${NAME} src 172.16.86.250`,
    ]);
  });

  test('IPv6 leases an address of the pool, takes no advertisements and waits for duplicate detection', () => {
    const net = on({ pools: [LAN, V6] });
    expect(net.shim?.addresses).toEqual(['2001:db8:77::2/128']);
    expect(steps(net, [running('a', net, '172.16.86.2/24', '2001:db8:77::3/64')]).slice(2)).toEqual([
      `sysctl -qw net.ipv6.conf.${NAME}.accept_ra=0`,
      `ip address add 2001:db8:77::2/128 dev ${NAME}`,
      `ip link set ${NAME} up`,
      `ip -6 address show dev ${NAME} tentative   # until there is none`,
      `ip route add 172.16.86.2/32 dev ${NAME} src 172.16.86.250`,
      `ip route add 2001:db8:77::3/128 dev ${NAME}`,
    ]);
  });

  test('one comes, one goes; the kernel’s own routes stay', () => {
    const net = on({ pools: [LAN, V6] });
    const there = seenShim({ addresses: [held('2001:db8:77::2', 128)] });
    const routes = [
      routeTo('172.16.86.9', FROM),
      routeTo('172.16.86.2', FROM),
      routeTo('2001:db8:77::2', { protocol: 'kernel' }),
      routeTo('fe80::/64', { protocol: 'kernel' }),
    ];
    const two = [running('a', net, '172.16.86.2/24'), running('b', net, '172.16.86.3/24')];
    expect(steps(net, two, [there], routes)).toEqual([
      `ip route delete 172.16.86.9/32 dev ${NAME} src 172.16.86.250`,
      `ip route add 172.16.86.3/32 dev ${NAME} src 172.16.86.250`,
    ]);
    expect(steps(net, [], [there], routes)).toEqual([`ip link delete ${NAME}`]);
  });

  test('a link that is down is dressed anew; of its name and of another kind, it is not ours', () => {
    const net = on();
    const one = [running('a', net, '172.16.86.2/24')];
    expect(steps(net, one, [seenShim({ up: false })], [routeTo('172.16.86.2', FROM)])).toEqual([
      `sysctl -qw net.ipv4.conf.${NAME}.arp_filter=1`,
      `sysctl -qw net.ipv6.conf.${NAME}.disable_ipv6=1`,
      `ip link set ${NAME} up`,
    ]);
    expect(steps(net, [], [seenShim({ kind: 'dummy' })])).toEqual([]);
  });

  test('a DHCP network: from the host’s own address, to what is leased by now', () => {
    const net = on({ ipam: 'dhcp', pools: [] });
    const [one, two] = [running('a', net), running('b', net, '172.16.86.101/24')];
    expect(steps(net, [one, two]).slice(3)).toEqual([
      `ip link set ${NAME} up`,
      `ip route add 172.16.86.101/32 dev ${NAME} src 172.16.86.250`,
    ]);
  });

  test('every step has an inverse, and verify sees what it made', () => {
    const net = on({ pools: [LAN, V6] });
    const seen = host(net, [running('a', net, '172.16.86.2/24', '2001:db8:77::3/64')]);
    const made = shimSteps(net, seen);
    for (const step of made) expect(inverseOf(step)).not.toBeNull();
    const there = seenShim({ mac: net.shim?.mac ?? '', addresses: [held('2001:db8:77::2', 128)] });
    const routes = [routeTo('172.16.86.2', FROM), routeTo('2001:db8:77::3')];
    expect(verify(made, host(net, [], [there], routes))).toEqual([]);
    expect(verify(made, host(net, [], [there], routes.slice(1))).map(({ code }) => code)).toEqual([
      'drift-gone',
    ]);
  });
});

test.each<[string, Partial<NetworkSpec>, string[]]>([
  ['macvlan', {}, ['host-access-mac']],
  [
    'ipvlan l2 has no MAC of its own, and always an address',
    { driver: 'ipvlan' },
    ['host-access-link', 'host-access-address'],
  ],
  ['a pool in which the host has no address', { parent: 'eth1' }, ['host-access-mac', 'host-access-address']],
  ['macvlan private', { mode: 'private' }, ['host-access-private']],
  ['macvlan vepa', { mode: 'vepa' }, ['host-access-vepa']],
  ['macvlan passthru', { mode: 'passthru' }, ['host-access-passthru']],
  ['ipvlan l3', { driver: 'ipvlan', mode: 'l3' }, ['host-access-routed']],
  ['ipvlan l3s', { driver: 'ipvlan', mode: 'l3s' }, ['host-access-routed']],
  ['ipvlan l2 private', { driver: 'ipvlan', flag: 'private' }, ['host-access-private']],
  ['ipvlan l2 vepa', { driver: 'ipvlan', flag: 'vepa' }, ['host-access-vepa']],
  ['DHCP, the host with an address', { ipam: 'dhcp', pools: [] }, ['host-access-mac']],
  ['DHCP, the host without', { ipam: 'dhcp', pools: [], parent: 'eth1' }, ['host-access-no-address']],
  [
    'a full pool',
    { parent: 'eth1', pools: [{ subnet: '10.9.0.0/31', reserved: {} }] },
    ['host-access-mac', 'host-access-address'],
  ],
  ['a pool of one', { parent: 'eth1', pools: [{ subnet: '10.9.0.0/32', reserved: {} }] }, ['pool-full']],
])('%s', (_, spec, codes) => {
  const net = network({ pools: [LAN], ...spec });
  expect(judgeHostAccess(net, host(net, [])).map(({ code }) => code)).toEqual(codes);
});

test('turned on and off, by hand and by undo', () => {
  const net = network({ pools: [LAN] });
  const seen = host(net, [running('a', net, '172.16.86.2/24')]);
  const change = { ask: 'network-host-access' as const, network: 'n1', on: true };
  const plan = makePlan<'network-host-access'>(change, seen);
  const [put] = plan.steps;
  expect(put).toMatchObject({
    step: 'record-put',
    before: { spec: net.spec },
    after: { shim: { link: NAME } },
  });
  const entry = { entry: 1, change, at: 0, status: 'done' as const };
  const done = plan.steps.map((step) => ({ step, outcome: 'done' as const }));
  expect(counterOf({ ...entry, steps: done })).toEqual({ ...change, on: false });
  expect(counterOf({ ...entry, steps: done.slice(1) })).toBeNull();

  const after = on();
  const whole = host(after, seen.containers, [seenShim()], [routeTo('172.16.86.2', FROM)]);
  expect(makePlan<'network-host-access'>(change, whole)).toMatchObject({
    steps: [],
    findings: [{ code: 'host-access-unchanged' }],
  });
  const off = makePlan<'network-host-access'>({ ...change, on: false }, whole);
  expect(off.steps.map(commandOf)).toEqual(['# update network aaaaaaaaaaaa', `ip link delete ${NAME}`]);
  expect(off.steps[0]).not.toHaveProperty('after.shim');
  expect(off.steps[0]).not.toHaveProperty('after.spec.hostAccess');
});

test('its address is nobody else’s', () => {
  const net = on({ parent: 'eth1' });
  expect(net.shim?.addresses).toEqual(['172.16.86.2/32']);
  const seen = host(net, []);
  const connect = (ip?: string) =>
    makePlan<'network-connect'>(
      {
        ask: 'network-connect',
        container: 'a',
        endpoint: { network: 'n1', aliases: [], ...(ip === undefined ? {} : { ip }) },
      },
      { ...seen, containers: [{ ...running('a', net), endpoints: [] }] },
    );
  expect(connect('172.16.86.2').findings).toMatchObject([{ code: 'ip-is-shims' }]);
  expect(connect().steps.map(commandOf)).toContainEqual(expect.stringContaining('172.16.86.3/24'));
});

test('another network on the parent goes its own way', () => {
  const net = on();
  const other = network({
    id: idOf('b'),
    name: 'n2',
    pools: [{ ...LAN, subnet: '10.9.0.0/24', gateway: '10.9.0.1' }],
  });
  const seen = host(net, [running('a', other, '10.9.0.2/24')]);
  expect(shimSteps(net, { ...seen, networks: [net, other] })).toEqual([]);
  expect(shimSteps(other, { ...seen, networks: [net, other] })).toEqual([]);
});
