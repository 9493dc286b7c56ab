// SPDX-License-Identifier: Apache-2.0
import type { Container, ContainerSpec, Endpoint, Image } from '../../model/container.ts';
import type { Link, Route } from '../../model/link.ts';
import { parseIp } from '../../model/net/ip.ts';
import { macOfIpv4, macOfText } from '../../model/net/mac.ts';
import type { Network, NetworkSpec } from '../../model/network.ts';
import type { Observation, Sandbox } from '../../model/observation.ts';
import { practiceLinks, practiceNeighbours, practiceRoutes } from './links.ts';

export const START = Date.UTC(2026, 10, 24, 11, 58, 20);

/** 64 hex digits that differ by `seed`. */
export const practiceId = (seed: string): string => {
  let id = '';
  for (let part = 0; id.length < 64; part++) id += macOfText(`${seed}/${part}`).replaceAll(':', '');
  return id.slice(0, 64);
};

function network(name: string, more: Partial<NetworkSpec>, madeLinks: string[] = []): Network {
  const spec: NetworkSpec = {
    id: practiceId(`network ${name}`),
    name,
    driver: 'macvlan',
    internal: false,
    ipv6: false,
    ipam: 'default',
    pools: [],
    options: {},
    labels: {},
    ...more,
  };
  return {
    spec,
    engine: 'builtin',
    pools: spec.pools,
    ipv6: spec.ipv6,
    parent: spec.parent ?? '',
    madeLinks,
    created: START - 9 * 86_400_000,
  };
}

export const practiceNetworks = (): Network[] => [
  network('lan', {
    mode: 'bridge',
    parent: 'eth0',
    pools: [
      {
        subnet: '172.16.86.0/24',
        gateway: '172.16.86.1',
        range: '172.16.86.192/27',
        reserved: { printer: '172.16.86.200' },
      },
    ],
  }),
  network(
    'iot',
    {
      mode: 'bridge',
      parent: 'eth0.50',
      pools: [{ subnet: '192.168.50.0/24', gateway: '192.168.50.1', reserved: {} }],
    },
    ['eth0.50'],
  ),
];

export const IMAGES: Image[] = [
  ['alpine:3.20', 7_800_000, ['/bin/sh']],
  ['nginx:1.27-alpine', 48_000_000, ['nginx', '-g', 'daemon off;']],
  ['homeassistant/home-assistant:stable', 1_900_000_000, ['/init']],
].map(([name, size, command]) => ({
  id: `sha256:${practiceId(String(name))}`,
  names: [String(name)],
  size: Number(size),
  created: START - 40 * 86_400_000,
  command: command as string[],
  env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
}));

interface Wanted {
  name: string;
  image: string;
  on: string;
  ip: string;
  status?: Container['state']['status'];
  exitCode?: number;
}

export const WANTED: Wanted[] = [
  { name: 'pihole', image: 'alpine:3.20', on: 'lan', ip: '172.16.86.192' },
  { name: 'web', image: 'nginx:1.27-alpine', on: 'lan', ip: '172.16.86.193' },
  { name: 'unifi', image: 'alpine:3.20', on: 'lan', ip: '172.16.86.194' },
  { name: 'nas-sync', image: 'alpine:3.20', on: 'lan', ip: '172.16.86.195', status: 'exited', exitCode: 0 },
  { name: 'homeassistant', image: 'homeassistant/home-assistant:stable', on: 'iot', ip: '192.168.50.2' },
  { name: 'zigbee2mqtt', image: 'alpine:3.20', on: 'iot', ip: '192.168.50.3' },
  { name: 'mosquitto', image: 'alpine:3.20', on: 'iot', ip: '192.168.50.4' },
];

export function practiceContainer(wanted: Wanted, networks: readonly Network[]): Container {
  const on = networks.find((one) => one.spec.name === wanted.on);
  const image = IMAGES.find((one) => one.names[0] === wanted.image);
  const ip = parseIp(wanted.ip);
  const spec: ContainerSpec = {
    id: practiceId(`container ${wanted.name}`),
    name: wanted.name,
    image: wanted.image,
    command: [],
    env: ['TZ=Asia/Shanghai'],
    tty: true,
    interactive: true,
    remove: false,
    labels: {},
    endpoints: [{ network: on?.spec.name ?? '', aliases: [] }],
  };
  const endpoint: Endpoint = {
    network: on?.spec.id ?? '',
    spec: { network: wanted.on, aliases: [] },
    ifname: 'eth0',
    mac: ip === undefined ? '' : macOfIpv4(ip),
    addresses: [`${wanted.ip}/24`],
  };
  const status = wanted.status ?? 'running';
  return {
    spec,
    engine: 'builtin',
    imageId: image?.id ?? '',
    argv: image?.command ?? ['/bin/sh'],
    endpoints: on === undefined ? [] : [endpoint],
    sandbox: `lanyard-${spec.id.slice(0, 12)}`,
    state: {
      status,
      remains: status === 'running',
      started: START - 3 * 86_400_000,
      ...(status === 'running' ? { pid: 4100 } : { ended: START - 900_000 }),
      ...(wanted.exitCode === undefined ? {} : { exitCode: wanted.exitCode }),
    },
    created: START - 3 * 86_400_000,
  };
}

/** The namespace of a running container, as the helper would have looked into it. */
export function practiceSandbox(
  container: Container,
  links: readonly Link[],
  networks: readonly Network[],
): Sandbox {
  const inside = container.endpoints.map((endpoint, at): Link => {
    const on = networks.find((one) => one.spec.id === endpoint.network);
    const parent = links.find((one) => one.name === on?.parent);
    return {
      ifindex: 10 + at,
      name: endpoint.ifname,
      kind: on?.spec.driver ?? 'macvlan',
      medium: 'virtual',
      mac: endpoint.mac,
      mtu: parent?.mtu ?? 1500,
      up: true,
      carrier: parent?.carrier ?? true,
      operstate: parent?.carrier === false ? 'lowerlayerdown' : 'up',
      promiscuity: 0,
      parent: parent?.ifindex ?? 2,
      parentElsewhere: true,
      mode: on?.spec.mode ?? 'bridge',
      addresses: endpoint.addresses.map((cidr) => ({
        family: cidr.includes(':') ? 6 : 4,
        ip: cidr.split('/')[0] ?? '',
        prefix: Number(cidr.split('/')[1]),
        scope: 'global',
        flags: [],
      })),
      rx: { bytes: 0, packets: 0, errors: 0, dropped: 0 },
      tx: { bytes: 0, packets: 0, errors: 0, dropped: 0 },
    };
  });
  const routes = container.endpoints.flatMap((endpoint): Route[] => {
    const pool = networks.find((one) => one.spec.id === endpoint.network)?.pools[0];
    return pool === undefined
      ? []
      : [
          { family: 4, to: 'default', via: pool.gateway ?? '', dev: endpoint.ifname },
          { family: 4, to: pool.subnet, dev: endpoint.ifname, scope: 'link' },
        ];
  });
  return { name: container.sandbox, links: inside, routes, neighbours: [] };
}

export interface MachineShape {
  /** How many containers beside the named ones. */
  more: number;
  empty: boolean;
  stateReadable: boolean;
}

export function practiceMachine(shape: MachineShape): Observation {
  const links = practiceLinks();
  const networks = shape.empty ? [] : practiceNetworks();
  const extra = Array.from(
    { length: shape.more },
    (_, at): Wanted => ({
      name: `worker-${String(at + 1).padStart(3, '0')}`,
      image: 'alpine:3.20',
      on: 'iot',
      ip: `192.168.50.${at + 5}`,
    }),
  );
  const containers = shape.empty ? [] : [...WANTED, ...extra].map((one) => practiceContainer(one, networks));
  return {
    at: START,
    host: {
      name: 'homelab',
      kernel: '6.18.5',
      stateReadable: shape.stateReadable,
      tools: {
        ip: '/usr/sbin/ip',
        runc: '/usr/sbin/runc',
        conmon: '/usr/bin/conmon',
        skopeo: '/usr/bin/skopeo',
        'arp-scan': '/usr/sbin/arp-scan',
      },
    },
    links: shape.empty ? links.filter((link) => link.name !== 'eth0.50') : links,
    routes: practiceRoutes(),
    neighbours: practiceNeighbours(),
    networks,
    containers,
    images: IMAGES,
    sandboxes: containers
      .filter((one) => one.state.status === 'running')
      .map((one) => practiceSandbox(one, links, networks)),
  };
}
