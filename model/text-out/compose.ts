// SPDX-License-Identifier: Apache-2.0
import { stringify } from 'yaml';
import type { ContainerSpec, EndpointSpec } from '../container.ts';
import { driverOptions } from '../docker/docker-command.ts';
import type { Finding } from '../finding.ts';
import type { Network, NetworkSpec, PoolSpec } from '../network.ts';
import type { Exported, Subject } from './exported.ts';
import { leftOutOf, noPlace, oursIn } from './left-out.ts';

const NETWORK_FIELDS = [
  ...['driver', 'mode', 'flag', 'parent', 'mtu', 'internal', 'ipv6', 'ipv4', 'ipam', 'pools', 'attachable'],
  'labels',
];
const CONTAINER_FIELDS = [
  ...['image', 'entrypoint', 'command', 'env', 'hostname', 'workdir', 'user', 'tty', 'interactive', 'labels'],
  ...['endpoints', 'restart', 'dns', 'hosts'],
];

type Yaml = Record<string, unknown>;

/** A Compose file (compose-spec). Names stand whole in it, so that no project's name goes before them. */
export function composeOf({ networks, containers }: Subject): Exported {
  const keys = keysOf(networks.map(({ spec }) => spec.name));
  const services = keysOf(containers.map(({ spec }) => spec.name));
  const file: Yaml = {
    ...(containers.length === 0
      ? {}
      : {
          services: Object.fromEntries(
            containers.map(({ spec }) => [services.get(spec.name), serviceOf(spec, networks, keys)]),
          ),
        }),
    ...(networks.length === 0
      ? {}
      : { networks: Object.fromEntries(networks.map(({ spec }) => [keys.get(spec.name), networkOf(spec)])) }),
  };
  return {
    // Compose's own reader of YAML 1.1 takes `no`, `1:20` and the like for other than text: they are quoted.
    files: [
      {
        name: 'compose.yaml',
        text: stringify(file, { compat: 'yaml-1.1', lineWidth: 0, blockQuote: false }),
      },
    ],
    remarks: [
      ...networks.flatMap(({ spec }) => networkRemarks(spec)),
      ...containers.flatMap(({ spec }) => containerRemarks(spec)),
    ],
  };
}

/** Compose's keys are `[a-zA-Z0-9._-]+`; other signs are written `-`, and a key that is taken gets a number. */
function keysOf(names: readonly string[]): Map<string, string> {
  const keys = new Map<string, string>();
  for (const name of names) {
    const plain = name.replace(/[^a-zA-Z0-9._-]/g, '-') || 'network';
    let key = plain;
    for (let number = 2; [...keys.values()].includes(key); number++) key = `${plain}-${number}`;
    keys.set(name, key);
  }
  return keys;
}

/** Compose reads `$` as the beginning of a variable. */
const plain = (text: string): string => text.replaceAll('$', '$$$$');

/** The schema's pattern for keys of mappings. */
const isKey = (key: string): boolean => /^[^\n]+$/.test(key);

const plainPairs = (record: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(record)
      .filter(([key]) => isKey(key))
      .map(([key, value]) => [key, plain(value)]),
  );

/** Names with a line break in them. */
const keysLeftOut = (of: string, flag: string, record: Readonly<Record<string, string>>): Finding[] =>
  Object.keys(record)
    .filter((key) => !isKey(key))
    .map((key) => noPlace(`${flag} ${key}`, of, 'compose'));

const networkRemarks = (spec: NetworkSpec): Finding[] => [
  ...leftOutOf(spec, NETWORK_FIELDS, 'compose'),
  ...oursIn(spec, 'compose'),
  ...keysLeftOut(spec.name, '-o', spec.options),
  ...keysLeftOut(spec.name, '--label', spec.labels),
  ...spec.pools.flatMap(({ reserved }) => keysLeftOut(spec.name, '--aux-address', reserved)),
];

const containerRemarks = (spec: ContainerSpec): Finding[] => [
  ...leftOutOf(spec, CONTAINER_FIELDS, 'compose'),
  ...keysLeftOut(spec.name, '-l', spec.labels),
];

const given = (fields: Yaml): Yaml =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && !isEmpty(value)));

const isEmpty = (value: unknown): boolean =>
  value === false || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

function networkOf(spec: NetworkSpec): Yaml {
  return {
    name: plain(spec.name),
    driver: plain(spec.driver),
    ...given({
      driver_opts: plainPairs(driverOptions(spec)),
      internal: spec.internal,
      enable_ipv6: spec.ipv6 || spec.pools.some(({ subnet }) => subnet.includes(':')),
      attachable: spec.attachable,
      labels: plainPairs(spec.labels),
      ipam: given({
        driver: spec.ipam === 'default' ? undefined : plain(spec.ipam),
        config: spec.pools.map(poolOf),
      }),
    }),
    ...(spec.ipv4 === false ? { enable_ipv4: false } : {}),
  };
}

const poolOf = ({ subnet, range, gateway, reserved }: PoolSpec): Yaml =>
  given({ subnet, ip_range: range, gateway, aux_addresses: plainPairs(reserved) });

function serviceOf(spec: ContainerSpec, networks: readonly Network[], keys: Map<string, string>): Yaml {
  const { restart, dns } = spec;
  return {
    container_name: plain(spec.name),
    image: plain(spec.image),
    ...given({
      entrypoint: spec.entrypoint === undefined ? undefined : [plain(spec.entrypoint)],
      command: spec.command.map(plain),
      environment: spec.env.map(plain),
      hostname: spec.hostname && plain(spec.hostname),
      working_dir: spec.workdir && plain(spec.workdir),
      user: spec.user && plain(spec.user),
      tty: spec.tty,
      stdin_open: spec.interactive,
      restart: restart && (restart.most === undefined ? restart.policy : `${restart.policy}:${restart.most}`),
      dns: dns?.servers,
      dns_search: dns?.search.map(plain),
      dns_opt: dns?.options.map(plain),
      extra_hosts: spec.hosts?.map(plain),
      labels: plainPairs(spec.labels),
    }),
    ...(spec.endpoints.length === 0
      ? { network_mode: 'none' }
      : {
          networks: Object.fromEntries(
            spec.endpoints.map((endpoint) => [
              keyFor(endpoint.network, networks, keys),
              endpointOf(endpoint),
            ]),
          ),
        }),
  };
}

/** A container may mean its network by id. */
function keyFor(reference: string, networks: readonly Network[], keys: Map<string, string>): string {
  const network = networks.find(({ spec }) => spec.name === reference || spec.id.startsWith(reference));
  return keys.get(network?.spec.name ?? '') ?? reference;
}

const endpointOf = ({ ip, ip6, mac, aliases, gatewayPriority }: EndpointSpec): Yaml =>
  given({
    ipv4_address: ip,
    ipv6_address: ip6,
    mac_address: mac,
    gw_priority: gatewayPriority,
    aliases: aliases.map(plain),
  });
