// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { withLease } from '../lan/by-dhcp.ts';
import { dhcpHostname } from '../lan/dhcp-client.ts';
import type { Lease } from '../lan/lease.ts';
import { leaseRows } from '../lan/lease-rows.ts';
import type { Observation } from '../observation.ts';
import { makePlan } from '../planner.ts';
import { predictReach } from '../reachability.ts';
import type { Step } from '../step.ts';
import { commandOf } from '../step-command.ts';
import { inverseOf } from '../step-inverse.ts';
import { container, idOf, link, netSpec, network, workstation } from '../testing/host.ts';

const LEASE: Lease = {
  state: 'bound',
  address: '172.16.86.104/24',
  seconds: 3600,
  obtained: 0,
  renewed: 0,
  server: '172.16.86.1',
  router: '172.16.86.1',
  dns: [],
};
const home = network({ id: idOf('d'), name: 'home', ipam: 'dhcp', pools: [] });
const fixed = network({ id: idOf('f'), name: 'fixed' });

/** Container web on the DHCP network, with a lease, or none. */
function scene(lease: Lease | undefined, status: 'running' | 'exited' = 'running', at = 1000): Observation {
  const web = container('web', home, '', {
    state: status === 'running' ? { status, pid: 1, remains: true } : { status, remains: false },
  });
  const [endpoint] = web.endpoints;
  if (endpoint === undefined) throw new Error('no endpoint');
  const bare = { ...endpoint, addresses: [] };
  const endpoints = [lease === undefined ? bare : withLease(bare, lease, at)];
  return workstation({ at, networks: [home, fixed], containers: [{ ...web, endpoints }] });
}

const kinds = (steps: readonly Step[]) => steps.map(({ step }) => step);

describe('a DHCP network', () => {
  test('has no pool of its own', () => expect(home.pools).toEqual([]));

  test.each([
    ['dhcp-ipvlan', { driver: 'ipvlan' }],
    ['dhcp-without-lan', { parent: '' }],
    ['dhcp-without-ipv4', { ipv4: false }],
  ])('%s', (code, other) => {
    const spec = netSpec({ name: 'x', id: idOf('e'), parent: 'eth1', ipam: 'dhcp', pools: [], ...other });
    const codes = makePlan({ ask: 'network-create', spec }, workstation()).findings.map((one) => one.code);
    expect(codes).toContain(code);
  });
});

describe('a container on it', () => {
  test('starts with its last address asked for, and no route of ours', () => {
    const { steps } = makePlan(
      { ask: 'container-start', container: 'web' },
      scene({ ...LEASE, state: 'released' }, 'exited'),
    );
    const take = steps.find(({ step }) => step === 'dhcp-take');
    expect(take).toMatchObject({ hostname: 'web', request: '172.16.86.104', parent: 'eth0', route: true });
    expect(kinds(steps)).not.toContain('route-add');
    expect(kinds(steps)).not.toContain('address-add');
    expect(kinds(steps).indexOf('dhcp-take')).toBeGreaterThan(kinds(steps).lastIndexOf('link-up'));
    expect(take && commandOf(take)).toMatch(
      /^nsenter --net=\/run\/netns\/lanyard-\w+ busybox udhcpc -i eth0 .* -r 172\.16\.86\.104$/,
    );
    expect(take && inverseOf(take)?.step).toBe('dhcp-release');
  });

  test('gives its lease back before its link goes, at stop and at removal', () => {
    for (const change of [
      { ask: 'container-stop', container: 'web', grace: 0 },
      { ask: 'container-remove', container: 'web', force: true },
      { ask: 'network-disconnect', container: 'web', network: 'home', force: false },
    ] as const) {
      const all = kinds(makePlan(change, scene(LEASE)).steps);
      expect(all).toContain('dhcp-release');
      expect(all.indexOf('dhcp-release')).toBeLessThan(all.indexOf('link-delete'));
    }
  });

  test('a lease is never written into a record', () => {
    const endpoint = { network: 'fixed', aliases: [], gatewayPriority: 1 };
    const { steps } = makePlan({ ask: 'network-connect', container: 'web', endpoint }, scene(LEASE));
    const put = steps.find(({ step }) => step === 'record-put');
    expect(JSON.stringify(put)).not.toMatch(/172\.16\.86\.104|lease/);
    const routes = steps.filter(({ step }) => step.startsWith('route-'));
    expect(routes).toMatchObject([
      { step: 'route-delete', via: '172.16.86.1', link: 'eth0' },
      { step: 'route-add', via: '10.77.0.1', link: 'eth1' },
    ]);
  });

  test('an address cannot be chosen', () => {
    const spec = {
      ...(scene(undefined).containers[0]?.spec as never as object),
      id: idOf('c'),
      name: 'other',
    } as never;
    const change = { ask: 'container-run', start: true, spec } as const;
    Object.assign(spec, { endpoints: [{ network: 'home', ip: '172.16.86.9', aliases: [] }] });
    expect(makePlan(change, scene(LEASE)).findings.map(({ code }) => code)).toContain('ip-by-dhcp');
  });
});

test('another network on that parent does not give out what is leased there', () => {
  const pools = [
    { subnet: '172.16.86.0/24', gateway: '172.16.86.1', range: '172.16.86.104/31', reserved: {} },
  ];
  const beside = network({ id: idOf('9'), name: 'beside', pools });
  const seen = scene(LEASE);
  const [web] = seen.containers;
  if (web === undefined) throw new Error('no container');
  const other = { ...web, spec: { ...web.spec, id: idOf('8'), name: 'other' }, endpoints: [] };
  const host = { ...seen, networks: [...seen.networks, beside], containers: [web, other] };
  const ask = (ip: object) =>
    makePlan(
      { ask: 'network-connect', container: 'other', endpoint: { network: 'beside', aliases: [], ...ip } },
      host,
    );
  expect(JSON.stringify(ask({}).steps)).toContain('172.16.86.105/24');
  expect(ask({ ip: '172.16.86.104' }).findings).toMatchObject([
    { code: 'ip-taken', facts: { container: 'web' } },
  ]);
});

describe('reachability with a lease', () => {
  const address = { family: 4 as const, ip: '172.16.86.104', prefix: 24, scope: 'global', flags: [] };
  const inside = (held: boolean) => ({
    name: scene(LEASE).containers[0]?.sandbox ?? '',
    links: [link('eth0', 2, { kind: 'macvlan', addresses: held ? [address] : [] })],
    routes: [{ family: 4 as const, to: 'default', via: '172.16.86.1', dev: 'eth0' }],
    neighbours: [],
  });

  test.each([
    ['bound', { ...LEASE, renewed: 50_000 }, 'yes', '172.16.86.1', undefined],
    ['overdue', { ...LEASE, seconds: 60 }, 'unknown', '172.16.86.1', 'lease-overdue'],
    ['lost', { ...LEASE, state: 'lost' as const }, 'no', '', 'lease-lost'],
  ])('%s', (_, lease, predicted, ip, because) => {
    const seen = { ...scene(lease, 'running', 50_000), sandboxes: [inside(lease.state === 'bound')] };
    const gateway = predictReach(seen).find(({ target }) => target === 'gateway');
    expect(gateway).toMatchObject({ predicted, ip });
    expect(gateway?.because?.code).toBe(because);
  });
});

test.each([
  ['web_1', 'web-1'],
  ['www.example.org', 'www'],
  ['-_-', 'container'],
  ['a'.repeat(80), 'a'.repeat(63)],
])('host name %s is sent as %s', (name, sent) => expect(dhcpHostname(name)).toBe(sent));

test('the list of leases', () => {
  expect(leaseRows(scene({ ...LEASE, seconds: 60 }, 'running', 50_000))).toMatchObject([
    { container: 'web', network: 'home', link: 'eth0', standing: 'overdue', renewal: 30_000, expiry: 60_000 },
  ]);
  expect(leaseRows(scene(undefined))).toEqual([]);
});
