// SPDX-License-Identifier: Apache-2.0
import { Container } from '../container.ts';
import { Network } from '../network.ts';
import { Observation } from '../observation.ts';

// A host with two networks and two containers, for the tests beside this file.
export const N1 = 'ab'.repeat(32);
export const N2 = 'cd'.repeat(32);
export const C1 = '12'.repeat(32);
const C2 = '34'.repeat(32);
export const NOW = Date.UTC(2026, 0, 31, 8);

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

export const running = container(
  C1,
  'c1',
  { status: 'running', pid: 42, started: NOW - 2500 },
  { ip: '10.77.0.2' },
);
export const exited = container(C2, 'c2', { status: 'exited', exitCode: 137, ended: NOW - 7200000 }, {});
export const IMAGE = {
  id: `sha256:${'9'.repeat(64)}`,
  names: ['alpine:latest'],
  size: 8310000,
  created: NOW - 86400000 * 20,
  command: ['sh'],
  env: [],
};

export const observation = Observation.parse({
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
export const [n2, n1] = observation.networks as [Network, Network];
