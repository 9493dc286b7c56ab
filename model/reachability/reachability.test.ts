// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { Container } from '../container.ts';
import type { Link, Route } from '../link.ts';
import { parseIp } from '../net/ip.ts';
import type { Network } from '../network.ts';
import type { Observation, Sandbox } from '../observation.ts';
import { predictReach } from '../reachability.ts';
import { container, idOf, link, network, workstation } from '../testing/host.ts';
import { routeTo } from './inside.ts';

const LAN = {
  parent: 'eth0',
  pools: [{ subnet: '172.16.86.0/24', gateway: '172.16.86.1', reserved: {} }],
};

const held = (ip: string, prefix: number, flags: string[] = []) => ({
  family: ip.includes(':') ? (6 as const) : (4 as const),
  ...{ ip, prefix, scope: 'global', flags },
});

/** The inside of a container's sandbox, when all is as it was made. */
function sandbox(of: Container, other: { link?: Partial<Link>; routes?: Route[] } = {}): Sandbox {
  const addresses = of.endpoints.flatMap((endpoint) =>
    endpoint.addresses.map((address) => {
      const [ip = '', prefix] = address.split('/');
      return held(ip, Number(prefix));
    }),
  );
  return {
    name: of.sandbox,
    links: [link('eth0', 2, { kind: 'macvlan', parent: 2, parentElsewhere: true, addresses, ...other.link })],
    routes: other.routes ?? [
      { family: 4, to: 'default', via: '172.16.86.1', dev: 'eth0' },
      { family: 4, to: '172.16.86.0/24', dev: 'eth0' },
    ],
    neighbours: [],
  };
}

interface Scene {
  net?: Parameters<typeof network>[0];
  links?: (links: Link[]) => Link[];
  routes?: Route[];
  a?: Partial<Container>;
  b?: Partial<Container>;
  inA?: Parameters<typeof sandbox>[1] | 'unseen';
  inB?: Parameters<typeof sandbox>[1];
}

/** Containers a (172.16.86.2) and b (172.16.86.3) on one network of the workstation's eth0. */
function scene({ net, links, routes = [], a, b, inA, inB }: Scene): Observation {
  const host = workstation();
  const on: Network = network({ ...LAN, ...net }, host);
  const one = container('a', on, '172.16.86.2/24', a);
  const two = container('b', on, '172.16.86.3/24', b);
  const sandboxes = [...(inA === 'unseen' ? [] : [sandbox(one, inA)]), sandbox(two, inB)];
  return {
    ...host,
    links: links ? links(host.links) : host.links,
    routes: [...host.routes, ...routes],
    networks: [on],
    containers: [one, two],
    sandboxes,
  };
}

const edit = (name: string, change: Partial<Link>) => (links: Link[]) =>
  links.map((one) => (one.name === name ? { ...one, ...change } : one));

const stopped: Partial<Container> = { state: { status: 'exited', exitCode: 0, remains: false } };
const shim = link('lyshim0', 20, {
  kind: 'macvlan',
  medium: 'virtual',
  parent: 2,
  mode: 'bridge',
  addresses: [held('172.16.86.240', 32)],
});

/** What container a is told of: the gateway, container b, the host. */
const CASES: [why: string, Scene, gateway: string, other: string, host: string][] = [
  ['all is well', {}, 'yes', 'yes', 'no host-cannot-reach'],
  ['a is stopped', { a: stopped }, 'no container-stopped', 'no container-stopped', 'no container-stopped'],
  ['b is stopped', { b: stopped }, 'yes', 'no container-stopped', 'no host-cannot-reach'],
  ['macvlan private', { net: { mode: 'private' } }, 'yes', 'no mode-isolates', 'no host-cannot-reach'],
  ['macvlan vepa', { net: { mode: 'vepa' } }, 'yes', 'unknown mode-hairpin', 'no host-cannot-reach'],
  ['ipvlan l2', { net: { driver: 'ipvlan' } }, 'yes', 'yes', 'no host-cannot-reach'],
  [
    'ipvlan l2 private',
    { net: { driver: 'ipvlan', flag: 'private' } },
    ...(['yes', 'no mode-isolates', 'no host-cannot-reach'] as const),
  ],
  [
    'ipvlan l3',
    { net: { driver: 'ipvlan', mode: 'l3' } },
    ...(['unknown mode-routed', 'yes', 'unknown mode-routed'] as const),
  ],
  [
    'the parent is down',
    { links: edit('eth0', { up: false, carrier: false }) },
    ...(['no parent-down', 'no parent-down', 'no host-cannot-reach'] as const),
  ],
  [
    'the cable is out',
    { links: edit('eth0', { carrier: false }) },
    ...(['no parent-no-carrier', 'no parent-no-carrier', 'no host-cannot-reach'] as const),
  ],
  [
    'the parent is gone',
    { links: (links) => links.filter(({ name }) => name !== 'eth0') },
    ...(['no parent-gone', 'no parent-gone', 'no host-address-none'] as const),
  ],
  [
    'the parent is Wi-Fi',
    { links: edit('eth0', { medium: 'wifi' }) },
    ...(['unknown parent-wifi', 'yes', 'no host-cannot-reach'] as const),
  ],
  [
    'the host is the gateway',
    { links: edit('eth0', { addresses: [held('172.16.86.1', 24)] }) },
    ...(['no gateway-is-host', 'yes', 'no host-cannot-reach'] as const),
  ],
  [
    'the host has no address there',
    { links: edit('eth0', { addresses: [] }) },
    ...(['yes', 'yes', 'no host-address-none'] as const),
  ],
  [
    'the host has an address in another subnet only',
    { links: edit('eth0', { addresses: [held('10.1.2.3', 24)] }) },
    ...(['yes', 'yes', 'unknown host-by-router'] as const),
  ],
  [
    'the same, and the container has no way out',
    {
      links: edit('eth0', { addresses: [held('10.1.2.3', 24)] }),
      inA: { routes: [{ family: 4, to: '172.16.86.0/24', dev: 'eth0' }] },
    },
    ...(['yes', 'yes', 'no route-gone'] as const),
  ],
  [
    'a shim on the host, and a route by it',
    { links: (links) => [...links, shim], routes: [{ family: 4, to: '172.16.86.2', dev: 'lyshim0' }] },
    ...(['yes', 'yes', 'yes'] as const),
  ],
  [
    'a shim on the host that no route leads to',
    { links: (links) => [...links, shim] },
    ...(['yes', 'yes', 'no host-route-gone'] as const),
  ],
  [
    'host access that is on, and its link gone',
    { net: { hostAccess: true } },
    ...(['yes', 'yes', 'no host-route-gone'] as const),
  ],
  [
    'a shim, but the mode is private',
    {
      net: { mode: 'private' },
      links: (links) => [...links, shim],
      routes: [{ family: 4, to: '172.16.86.2', dev: 'lyshim0' }],
    },
    ...(['yes', 'no mode-isolates', 'no mode-isolates'] as const),
  ],
  ['internal', { net: { internal: true } }, 'unknown network-internal', 'yes', 'no host-cannot-reach'],
  [
    'a dummy parent',
    { links: edit('eth0', { kind: 'dummy', medium: 'virtual' }) },
    ...(['no gateway-nobody', 'yes', 'no host-cannot-reach'] as const),
  ],
  [
    'the sandbox of a was not looked into',
    { inA: 'unseen' },
    ...(['unknown sandbox-unseen', 'unknown sandbox-unseen', 'no host-cannot-reach'] as const),
  ],
  [
    'the link in a is gone',
    { inA: { link: { name: 'other' } } },
    ...(['no link-gone', 'no link-gone', 'no host-cannot-reach'] as const),
  ],
  [
    'the link in a is down',
    { inA: { link: { up: false } } },
    ...(['no link-down', 'no link-down', 'no host-cannot-reach'] as const),
  ],
  [
    'the address in a is another one',
    { inA: { link: { addresses: [held('172.16.86.9', 24)] } } },
    ...(['no address-gone', 'no address-gone', 'no host-cannot-reach'] as const),
  ],
  [
    'the routes in a are gone',
    { inA: { routes: [] } },
    ...(['no route-gone', 'no route-gone', 'no host-cannot-reach'] as const),
  ],
  [
    'a route in a leads elsewhere',
    { inA: { routes: [{ family: 4, to: '172.16.86.0/24', dev: 'eth1' }] } },
    ...(['no route-elsewhere', 'no route-elsewhere', 'no host-cannot-reach'] as const),
  ],
  ['the link in b is down', { inB: { link: { up: false } } }, 'yes', 'no link-down', 'no host-cannot-reach'],
];

describe('container a asks', () => {
  test.each(CASES)('%s', (_, given, gateway, other, host) => {
    const [first] = scene(given).containers;
    const said = predictReach(scene(given))
      .filter(({ from }) => from === first?.spec.id)
      .map(({ target, predicted, because }) => [
        target,
        [predicted, because?.code].filter(Boolean).join(' '),
      ]);
    // An ipvlan L3 network has a gateway only where one was typed.
    expect(Object.fromEntries(said)).toEqual({ gateway, container: other, host });
  });
});

test('both families are asked for, where both sides have them', () => {
  const host = workstation();
  const pools = [...LAN.pools, { subnet: '2001:db8:77::/64', gateway: '2001:db8:77::1', reserved: {} }];
  const on = network({ ...LAN, ipv6: true, pools }, host);
  const both = ['172.16.86.2/24', '2001:db8:77::2/64'];
  const a = container('a', on, '');
  const one = { ...a, endpoints: a.endpoints.map((endpoint) => ({ ...endpoint, addresses: both })) };
  const two = container('b', on, '172.16.86.3/24');
  const asked = predictReach({ ...host, networks: [on], containers: [one, two] }).filter(
    ({ from }) => from === one.spec.id,
  );
  expect(asked.map(({ target, to, ip, family }) => [target, to, ip, family])).toEqual([
    ['gateway', '', '172.16.86.1', 4],
    ['gateway', '', '2001:db8:77::1', 6],
    ['container', idOf('62'), '172.16.86.3', 4],
    ['host', '', '172.16.86.250', 4],
  ]);
});

test.each([
  ['10.0.0.5', '10.0.0.0/24'],
  ['10.0.0.9', '10.0.0.9'],
  ['10.0.1.1', '10.0.0.0/16'],
  ['10.9.0.1', undefined],
  ['192.0.2.1', 'default'],
  ['2001:db8::1', '2001:db8::/64'],
  ['2001:db9::1', undefined],
])('%s is routed by %s', (ip, to) => {
  const routes: Route[] = [
    { family: 4, to: 'default', dev: 'eth0' },
    { family: 4, to: '10.0.0.0/16', dev: 'eth0', metric: 100 },
    { family: 4, to: '10.0.0.0/24', dev: 'eth0' },
    { family: 4, to: '10.0.0.9', dev: 'eth0' },
    { family: 4, to: 'blackhole 10.9.0.0/16', dev: '' },
    { family: 6, to: '2001:db8::/64', dev: 'eth0' },
  ];
  const read = parseIp(ip);
  expect(read && routeTo(read, routes)?.to).toBe(to);
});
