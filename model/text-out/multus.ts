// SPDX-License-Identifier: Apache-2.0
import { stringify } from 'yaml';
import type { Container } from '../container.ts';
import { type Finding, finding } from '../finding.ts';
import { BITS, type Family, intToIp } from '../net/ip.ts';
import type { Network } from '../network.ts';
import { hasDefaultRoute, type Pool, readPool } from '../pool/pool.ts';
import { type Exported, type Subject, TITLES } from './exported.ts';
import { leftOutOf, noPlace, optionsLeftOut } from './left-out.ts';

const NETWORK_FIELDS = [
  'driver',
  'mode',
  'flag',
  'parent',
  'mtu',
  'internal',
  'ipv6',
  'ipv4',
  'pools',
  'ipam',
];
const CONTAINER_FIELDS = [
  'image',
  'entrypoint',
  'command',
  'env',
  'hostname',
  'workdir',
  'tty',
  'interactive',
  'endpoints',
];

type Yaml = Record<string, unknown>;

/** A NetworkAttachmentDefinition for each network (its CNI configuration as JSON), and for each container a Pod that asks for them. */
export function multusOf({ networks, containers }: Subject): Exported {
  const written = [...networks.map(definitionOf), ...containers.map((one) => podOf(one, networks))];
  return {
    files: [
      {
        name: 'multus.yaml',
        text: written.map(({ yaml }) => stringify(yaml, { compat: 'yaml-1.1', lineWidth: 0 })).join('---\n'),
      },
    ],
    remarks: written.flatMap(({ remarks }) => remarks),
  };
}

interface Written {
  yaml: Yaml;
  remarks: Finding[];
}

/** Kubernetes's names: RFC 1123 labels with dots. */
export const objectName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 63)
    .replace(/[^a-z0-9]+$/g, '') || 'network';

const renamed = (name: string): Finding[] =>
  objectName(name) === name
    ? []
    : [finding('export-renamed', { name, target: TITLES.multus, renamed: objectName(name) })];

function definitionOf(network: Network): Written {
  const { spec, parent } = network;
  const ipam = ipamOf(network);
  const config: Yaml = {
    cniVersion: '1.0.0',
    name: objectName(spec.name),
    type: spec.driver,
    master: parent,
    mode: spec.mode ?? (spec.driver === 'ipvlan' ? 'l2' : 'bridge'),
    ...(spec.mtu === undefined ? {} : { mtu: spec.mtu }),
    ...(spec.driver === 'macvlan' ? { capabilities: { mac: true } } : {}),
    ipam: ipam.yaml,
  };
  return {
    yaml: {
      apiVersion: 'k8s.cni.cncf.io/v1',
      kind: 'NetworkAttachmentDefinition',
      metadata: { name: objectName(spec.name) },
      spec: { config: JSON.stringify(config, null, 2) },
    },
    remarks: [
      ...renamed(spec.name),
      ...(network.madeLinks.length > 0 || !spec.parent || spec.parent.includes('.')
        ? [finding('export-node-link', { parent, network: spec.name })]
        : []),
      ...(spec.flag === undefined || spec.flag === 'bridge'
        ? []
        : [noPlace(`-o ipvlan_flag=${spec.flag}`, spec.name, 'multus')]),
      ...ipam.remarks,
      ...leftOutOf(spec, NETWORK_FIELDS, 'multus'),
      ...optionsLeftOut(spec, 'multus'),
    ],
  };
}

/** Whereabouts gives an address of every range that it is given: one a family, then, and the further pools are said. */
function ipamOf(network: Network): Written {
  const { spec } = network;
  if (spec.ipam === 'dhcp') return { yaml: { type: 'dhcp' }, remarks: [] };
  const pools = network.pools.flatMap((pool) => {
    const read = readPool(pool, spec);
    return read === undefined ? [] : [read];
  });
  const families = ([4, 6] as const).filter((family) => family === 4 || network.ipv6);
  const chosen = families.flatMap((family) => pools.find((pool) => pool.family === family) ?? []);
  const others = pools.filter((pool) => !chosen.includes(pool));
  const [only, ...more] = chosen.map(rangeOf);
  const routes = hasDefaultRoute(spec) ? chosen.flatMap(routeOf) : [];
  return {
    yaml: {
      type: 'whereabouts',
      ...(more.length === 0 ? only : { ipRanges: [only, ...more] }),
      ...(more.length === 0 && chosen[0]?.gateway !== undefined ? { gateway: chosen[0].gateway } : {}),
      ...(routes.length === 0 ? {} : { routes }),
    },
    remarks: others.map(({ subnet }) => noPlace(`--subnet ${subnet}`, spec.name, 'multus')),
  };
}

/** What is never given out stands as single addresses: the reserved ones, and the gateway. */
function rangeOf(pool: Pool): Yaml {
  const whole = !pool.subnet.endsWith(`/${BITS[pool.family]}`);
  const ends = endsOf(pool);
  const kept = [...pool.reserved.keys(), ...(pool.gateway === undefined ? [] : [pool.gateway])];
  return {
    range: pool.subnet,
    ...(whole ? ends : {}),
    ...(kept.length === 0 ? {} : { exclude: kept.map((ip) => `${ip}/${BITS[pool.family]}`) }),
  };
}

/** Only where the range is not the subnet. */
function endsOf({ subnet, range, family }: Pool): Yaml {
  const read = readPool({ subnet, reserved: {} }, { internal: true, parent: '' });
  const all = read?.range.first === range.first && read.range.last === range.last;
  return all ? {} : { range_start: intToIp(family, range.first), range_end: intToIp(family, range.last) };
}

const ALL: Readonly<Record<Family, string>> = { 4: '0.0.0.0/0', 6: '::/0' };

const routeOf = ({ family, gateway }: Pool): Yaml[] =>
  gateway === undefined ? [] : [{ dst: ALL[family], gw: gateway }];

function podOf({ spec, endpoints }: Container, networks: readonly Network[]): Written {
  const asked = endpoints.flatMap(({ network: id, ifname, spec: endpoint }) => {
    const network = networks.find((one) => one.spec.id === id);
    return network === undefined ? [] : [{ network, ifname, endpoint }];
  });
  const name = objectName(spec.name);
  const annotation = asked.map(({ network, ifname, endpoint }) => ({
    name: objectName(network.spec.name),
    // A Pod's own eth0 is the cluster's.
    interface: `net${Number(ifname.replace(/\D/g, '')) + 1}`,
    ...(endpoint.mac === undefined ? {} : { mac: endpoint.mac }),
  }));
  return {
    yaml: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        ...(asked.length === 0
          ? {}
          : { annotations: { 'k8s.v1.cni.cncf.io/networks': JSON.stringify(annotation) } }),
      },
      spec: {
        ...(spec.hostname ? { hostname: spec.hostname } : {}),
        restartPolicy: 'Never',
        containers: [programOf(spec, name)],
      },
    },
    remarks: [
      ...renamed(spec.name),
      ...asked.flatMap(({ endpoint, network }) => [
        ...(endpoint.ip === undefined ? [] : [noPlace(`--ip ${endpoint.ip}`, spec.name, 'multus')]),
        ...(endpoint.ip6 === undefined ? [] : [noPlace(`--ip6 ${endpoint.ip6}`, spec.name, 'multus')]),
        ...endpoint.aliases.map((alias) => noPlace(`--network-alias ${alias}`, spec.name, 'multus')),
        ...(endpoint.gatewayPriority === undefined
          ? []
          : [noPlace(`gw-priority=${endpoint.gatewayPriority} (${network.spec.name})`, spec.name, 'multus')]),
      ]),
      ...leftOutOf(spec, CONTAINER_FIELDS, 'multus'),
    ],
  };
}

function programOf(spec: Container['spec'], name: string): Yaml {
  return {
    name: name.replaceAll('.', '-'),
    image: spec.image,
    ...(spec.entrypoint === undefined ? {} : { command: [spec.entrypoint] }),
    ...(spec.command.length === 0 ? {} : { args: spec.command }),
    ...(spec.env.length === 0 ? {} : { env: spec.env.map(variableOf) }),
    ...(spec.workdir ? { workingDir: spec.workdir } : {}),
    ...(spec.tty ? { tty: true } : {}),
    ...(spec.interactive ? { stdin: true } : {}),
  };
}

function variableOf(line: string): Yaml {
  const at = line.indexOf('=');
  return { name: line.slice(0, at), value: line.slice(at + 1) };
}
