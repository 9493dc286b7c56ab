// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { Container } from '../container.ts';
import { Network } from '../network.ts';
import { Observation } from '../observation.ts';
import { containerView } from './container-view.ts';
import { CONTAINER_FILTERS, filterBy, NETWORK_FILTERS } from './filter.ts';
import { LISTS, printInspect, printList } from './list.ts';
import { networkView, noneView } from './network-view.ts';
import { containerRows, imageRows, networkRows } from './rows.ts';

const N1 = 'ab'.repeat(32);
const N2 = 'cd'.repeat(32);
const C1 = '12'.repeat(32);
const C2 = '34'.repeat(32);
const NOW = Date.UTC(2026, 0, 31, 8);

function network(id: string, name: string, driver: string, extra: object = {}): Network {
  const pools = [{ subnet: '10.77.0.0/24', gateway: '10.77.0.1', reserved: {} }];
  const options = { parent: 'eth0', macvlan_mode: 'bridge' };
  const spec = {
    id,
    name,
    driver,
    parent: 'eth0',
    internal: false,
    ipv6: false,
    ipam: 'default',
    pools,
    options,
    labels: { b: '<2>', a: '1' },
  };
  return Network.parse({
    spec,
    engine: 'builtin',
    pools,
    ipv6: false,
    parent: 'eth0',
    madeLinks: [],
    created: NOW,
    ...extra,
  });
}

function container(id: string, name: string, state: object, endpoint: object): Container {
  const wanted = { network: 'n1', aliases: ['web'], ...endpoint };
  const spec = {
    id,
    name,
    image: 'alpine:latest',
    command: ['ash'],
    env: ['A=1'],
    hostname: 'h1',
    tty: true,
    interactive: true,
    remove: true,
    labels: { tier: 'web' },
    endpoints: [wanted],
  };
  const held = {
    network: N1,
    spec: wanted,
    ifname: 'eth0',
    mac: '02:42:0a:4d:00:02',
    addresses: ['10.77.0.2/24', 'fd00::2/64'],
  };
  return Container.parse({
    spec,
    engine: 'builtin',
    imageId: `sha256:${'9'.repeat(64)}`,
    argv: ['sleep', '86400', 'and a long tail'],
    endpoints: [held],
    sandbox: 'lanyard-x',
    state: { remains: true, ...state },
    created: NOW - 60000,
  });
}

const running = container(C1, 'c1', { status: 'running', pid: 42, started: NOW - 2500 }, { ip: '10.77.0.2' });
const exited = container(C2, 'c2', { status: 'exited', exitCode: 137, ended: NOW - 7200000 }, {});
const IMAGE = {
  id: `sha256:${'9'.repeat(64)}`,
  names: ['alpine:latest'],
  size: 8310000,
  created: NOW - 86400000 * 20,
  command: ['sh'],
  env: [],
};

const observation = Observation.parse({
  at: NOW,
  host: { name: 'box', kernel: '6.1', stateReadable: true, tools: {} },
  links: [],
  routes: [],
  neighbours: [],
  sandboxes: [],
  networks: [network(N2, 'n2', 'ipvlan'), network(N1, 'n1', 'macvlan')],
  containers: [running, exited],
  images: [IMAGE],
});
const [n2, n1] = observation.networks as [Network, Network];

test('network inspect has the keys and the order of Docker 28.5', () => {
  const view = networkView(n1, observation);
  expect(Object.keys(view)).toEqual([
    'Name',
    'Id',
    'Created',
    'Scope',
    'Driver',
    'EnableIPv4',
    'EnableIPv6',
    'IPAM',
    'Internal',
    'Attachable',
    'Ingress',
    'ConfigFrom',
    'ConfigOnly',
    'Containers',
    'Options',
    'Labels',
  ]);
  expect(Object.keys(noneView())).toEqual(Object.keys(view));
  expect(view.IPAM).toEqual({
    Driver: 'default',
    Options: {},
    Config: [{ Subnet: '10.77.0.0/24', Gateway: '10.77.0.1' }],
  });
  expect(Object.keys(view.Options)).toEqual(['macvlan_mode', 'parent']);
  expect(view.Containers).toEqual({
    [C1]: {
      Name: 'c1',
      EndpointID: C1.slice(0, 32) + N1.slice(0, 32),
      MacAddress: '02:42:0a:4d:00:02',
      IPv4Address: '10.77.0.2/24',
      IPv6Address: 'fd00::2/64',
    },
  });
});

test('every member of a pool is shown as it was given', () => {
  const pool = {
    subnet: '192.168.32.0/24',
    range: '192.168.32.128/25',
    gateway: '192.168.32.254',
    reserved: { 'my-router': '192.168.32.129' },
  };
  expect(networkView({ ...n1, pools: [pool] }, observation).IPAM.Config).toEqual([
    {
      Subnet: '192.168.32.0/24',
      IPRange: '192.168.32.128/25',
      Gateway: '192.168.32.254',
      AuxiliaryAddresses: { 'my-router': '192.168.32.129' },
    },
  ]);
  expect(
    networkView({ ...n1, pools: [{ subnet: '10.0.0.0/24', reserved: {} }] }, observation).IPAM.Config,
  ).toEqual([{ Subnet: '10.0.0.0/24' }]);
});

test('a running container holds its addresses', () => {
  const view = containerView(running, observation);
  expect(view.NetworkSettings.Networks).toEqual({
    n1: {
      IPAMConfig: { IPv4Address: '10.77.0.2' },
      Links: null,
      Aliases: ['web'],
      MacAddress: '02:42:0a:4d:00:02',
      DriverOpts: null,
      GwPriority: 0,
      NetworkID: N1,
      EndpointID: C1.slice(0, 32) + N1.slice(0, 32),
      Gateway: '10.77.0.1',
      IPAddress: '10.77.0.2',
      IPPrefixLen: 24,
      IPv6Gateway: '',
      GlobalIPv6Address: 'fd00::2',
      GlobalIPv6PrefixLen: 64,
      DNSNames: ['c1', 'web', C1.slice(0, 12), 'h1'],
    },
  });
  expect(Object.keys((view.NetworkSettings.Networks.n1 ?? {}) as object).slice(0, 4)).toEqual([
    'IPAMConfig',
    'Links',
    'Aliases',
    'MacAddress',
  ]);
  expect(view.State).toMatchObject({
    Status: 'running',
    Running: true,
    Pid: 42,
    StartedAt: '2026-01-31T07:59:57.500Z',
    FinishedAt: '0001-01-01T00:00:00Z',
  });
  expect(view.HostConfig).toMatchObject({ NetworkMode: 'n1', AutoRemove: true });
});

test('a container that has ended holds none', () => {
  const view = containerView(exited, observation, { error: 'no' });
  expect(view.NetworkSettings.Networks.n1).toMatchObject({
    IPAMConfig: null,
    MacAddress: '',
    IPAddress: '',
    IPPrefixLen: 0,
    Gateway: '',
    EndpointID: '',
  });
  expect(view.State).toMatchObject({ ExitCode: 137, Error: 'no', Pid: 0 });
});

test('no gateway where there is no default route', () => {
  const internal = { ...n1, spec: { ...n1.spec, internal: true } };
  const view = containerView(running, { ...observation, networks: [internal] });
  expect(view.NetworkSettings.Networks.n1).toMatchObject({ Gateway: '', IPAddress: '10.77.0.2' });
});

/** Format, and the text that Docker 28.5 prints for such networks. */
test.each([
  [
    undefined,
    'NETWORK ID     NAME      DRIVER    SCOPE\nabababababab   n1        macvlan   local\ncdcdcdcdcdcd   n2        ipvlan    local\n000000000000   none      null      local\n',
  ],
  ['{{.Name}} {{.Driver}} {{.Scope}}', 'n1 macvlan local\nn2 ipvlan local\nnone null local\n'],
  ['{{json .Name}}', '"n1"\n"n2"\n"none"\n'],
  ['table {{.Name}}\\t{{.Label "a"}}', 'NAME      a\nn1        1\nn2        1\nnone      \n'],
])('network ls --format %s', (format, text) => {
  expect(printList(LISTS.networks, networkRows(observation.networks), { format })).toEqual({
    ok: true,
    value: text,
  });
});

test('network ls --format json has sorted keys and no functions', () => {
  const printed = printList(LISTS.networks, networkRows([n2]), { format: 'json' });
  expect(printed.ok && JSON.parse(printed.value.split('\n')[0] ?? '')).toEqual({
    CreatedAt: '2026-01-31 08:00:00 +0000 UTC',
    Driver: 'ipvlan',
    ID: 'cdcdcdcdcdcd',
    IPv4: 'true',
    IPv6: 'false',
    Internal: 'false',
    Labels: 'a=1,b=<2>',
    Name: 'n2',
    Scope: 'local',
  });
});

test('ps', () => {
  const printed = printList(LISTS.containers, containerRows(observation), {});
  expect(printed.ok && printed.value.split('\n')).toEqual([
    'CONTAINER ID   IMAGE           COMMAND                  CREATED              STATUS                     PORTS     NAMES',
    '121212121212   alpine:latest   "sleep 86400 and a l…"   About a minute ago   Up 2 seconds                         c1',
    '343434343434   alpine:latest   "sleep 86400 and a l…"   About a minute ago   Exited (137) 2 hours ago             c2',
    '',
  ]);
  expect(printList(LISTS.containers, containerRows(observation), { quiet: true })).toEqual({
    ok: true,
    value: '121212121212\n343434343434\n',
  });
  const odd = printList(LISTS.containers, containerRows(observation), { format: '{{.Nope}}' });
  expect(!odd.ok && odd.fault.code).toBe('usage-template');
});

test('images', () => {
  expect(printList(LISTS.images, imageRows([IMAGE], NOW), {})).toEqual({
    ok: true,
    value:
      'REPOSITORY   TAG       IMAGE ID       CREATED       SIZE\nalpine       latest    999999999999   2 weeks ago   8.31MB\n',
  });
});

test('inspect prints a list, or a line by template', () => {
  const view = networkView(n1, observation);
  const whole = printInspect([view], undefined);
  expect(whole.ok && whole.value.startsWith('[\n    {\n        "Name": "n1",\n        "Id": "abab')).toBe(
    true,
  );
  expect(whole.ok && whole.value).toContain('"b": "\\u003c2\\u003e"');
  expect(printInspect([], undefined)).toEqual({ ok: true, value: '[]\n' });
  expect(printInspect([view, view], '{{.Options.parent}}')).toEqual({ ok: true, value: 'eth0\neth0\n' });
  const inner = printInspect(
    [containerView(running, observation)],
    '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{$v.IPAddress}}{{end}}',
  );
  expect(inner).toEqual({ ok: true, value: 'n1 10.77.0.2\n' });
});

test.each([
  [['driver=macvlan'], ['n1']],
  [
    ['driver=macvlan', 'driver=ipvlan'],
    ['n2', 'n1'],
  ],
  [['name=n', 'dangling=true'], ['n2']],
  [['dangling=false'], ['n1']],
  [['label=a', 'label=b=1'], []],
  [['id=cdcd'], ['n2']],
])('networks by %j', (filters, names) => {
  const kept = filterBy(observation.networks, filters, NETWORK_FILTERS, observation);
  expect(kept.ok && kept.value.map(({ spec }) => spec.name)).toEqual(names);
});

test.each([
  [['status=exited'], ['c2']],
  [
    ['network=n1', 'label=tier=web'],
    ['c1', 'c2'],
  ],
  [['network=n2'], []],
  [['ancestor=alpine', 'name=2'], ['c2']],
  [['exited=137'], ['c2']],
])('containers by %j', (filters, names) => {
  const kept = filterBy(observation.containers, filters, CONTAINER_FILTERS, observation);
  expect(kept.ok && kept.value.map(({ spec }) => spec.name)).toEqual(names);
});

test('an unknown filter is refused', () => {
  const kept = filterBy(observation.networks, ['colour=red'], NETWORK_FILTERS, observation);
  expect(!kept.ok && kept.fault).toMatchObject({ code: 'usage-flag-value', facts: { value: 'colour=red' } });
});
