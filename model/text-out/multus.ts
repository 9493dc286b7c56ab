// SPDX-License-Identifier: Apache-2.0
import { stringify } from 'yaml';
import { finding } from '../finding.ts';
import { BITS, type Family, intToIp } from '../net/ip.ts';
import type { Network } from '../network.ts';
import { hasDefaultRoute, type Pool, readPool } from '../pool/pool.ts';
import type { Exported, Subject } from './exported.ts';
import { objectName, renamed, type Written, type Yaml } from './kubernetes.ts';
import { leftOutOf, noPlace, optionsLeftOut } from './left-out.ts';
import { podOf } from './pod.ts';

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
