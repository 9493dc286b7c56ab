// SPDX-License-Identifier: Apache-2.0
import type { Container, Image } from '../container.ts';
import type { Link } from '../link.ts';
import type { Network, NetworkSpec } from '../network.ts';
import type { Observation } from '../observation.ts';
import { planNetworkCreate } from '../plan/network.ts';

/** Ids that can be read: the letter or digit, 64 times. */
export const idOf = (hex: string): string => hex.repeat(64).slice(0, 64);

const still = { bytes: 0, packets: 0, errors: 0, dropped: 0 };

export const link = (name: string, ifindex: number, other: Partial<Link> = {}): Link => ({
  ifindex,
  name,
  kind: '',
  medium: 'physical',
  mac: `02:aa:00:00:00:${String(ifindex).padStart(2, '0')}`,
  mtu: 1500,
  up: true,
  carrier: true,
  operstate: 'up',
  promiscuity: 0,
  parentElsewhere: false,
  addresses: [],
  rx: still,
  tx: still,
  ...other,
});

export const toolbox: Image = {
  id: `sha256:${idOf('7')}`,
  names: ['lanyard/toolbox:latest', 'alpine:latest'],
  size: 2_000_000,
  created: 0,
  command: ['ash'],
  env: [],
};

/** A workstation: two NICs (eth0 addressed, eth1 bare), a down one, a Wi-Fi one, a bridge with a port, loopback. */
export function workstation(other: Partial<Observation> = {}): Observation {
  const address = { family: 4, ip: '172.16.86.250', prefix: 24, scope: 'global', flags: [] } as const;
  return {
    at: 0,
    host: { name: 'bench', kernel: '6.1.0', stateReadable: true, tools: {} },
    links: [
      link('lo', 1, { medium: 'loopback', mac: '00:00:00:00:00:00' }),
      link('eth0', 2, { addresses: [{ ...address, flags: [] }] }),
      link('eth1', 3),
      link('eth2', 4, { up: false, carrier: false, operstate: 'down' }),
      link('wlan0', 5, { medium: 'wifi' }),
      link('br0', 6, { kind: 'bridge', medium: 'virtual' }),
      link('eth3', 7, { master: 6 }),
      link('eth0.60', 8, {
        kind: 'vlan',
        medium: 'virtual',
        parent: 2,
        vlan: { id: 60, protocol: '802.1Q' },
      }),
    ],
    routes: [
      { family: 4, to: 'default', via: '172.16.86.1', dev: 'eth0' },
      { family: 4, to: '172.16.86.0/24', dev: 'eth0', scope: 'link' },
    ],
    neighbours: [],
    networks: [],
    containers: [],
    images: [toolbox],
    sandboxes: [],
    ...other,
  };
}

export const netSpec = (other: Partial<NetworkSpec> = {}): NetworkSpec => ({
  id: idOf('a'),
  name: 'n1',
  driver: 'macvlan',
  parent: 'eth0',
  internal: false,
  ipv6: false,
  ipam: 'default',
  pools: [{ subnet: '10.77.0.0/24', gateway: '10.77.0.1', reserved: {} }],
  options: {},
  labels: {},
  ...other,
});

/** The network as it is after its create was applied. */
export function network(other: Partial<NetworkSpec> = {}, host: Observation = workstation()): Network {
  const plan = planNetworkCreate(netSpec(other), host);
  const put = plan.steps.find((step) => step.step === 'record-put');
  if (put === undefined) throw new Error(`refused: ${plan.findings.map((found) => found.code).join(' ')}`);
  return { ...(put.after as unknown as Omit<Network, 'created'>), created: 0 };
}

/** A running container that holds one address on a network. */
export const container = (
  name: string,
  on: Network,
  address: string,
  other: Partial<Container> = {},
): Container => ({
  spec: {
    id: idOf(name.charCodeAt(name.length - 1).toString(16)),
    name,
    image: 'alpine',
    command: [],
    env: [],
    tty: false,
    interactive: false,
    remove: false,
    labels: {},
    endpoints: [{ network: on.spec.name, aliases: [] }],
  },
  engine: 'builtin',
  imageId: toolbox.id,
  argv: ['ash'],
  endpoints: [
    {
      network: on.spec.id,
      spec: { network: on.spec.name, aliases: [] },
      ifname: 'eth0',
      mac: '02:42:0a:4d:00:02',
      addresses: [address],
    },
  ],
  sandbox: `lanyard-${idOf(name.charCodeAt(name.length - 1).toString(16)).slice(0, 12)}`,
  state: { status: 'running', pid: 4711, remains: true },
  created: 0,
  ...other,
});
