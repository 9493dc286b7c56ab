// SPDX-License-Identifier: Apache-2.0
import type { Container, ContainerSpec } from '../container.ts';
import { type Finding, finding } from '../finding.ts';
import { MTU_OPTION } from '../grammar/network-spec.ts';
import { parseIp } from '../net/ip.ts';
import { readSubnet, subnetHas } from '../net/subnet.ts';
import type { Network, NetworkSpec } from '../network.ts';
import { type Target, TITLES } from './exported.ts';

/** Docker's flag for a field of a spec, where it is not the field's own name. */
const FLAGS: Readonly<Record<string, string>> = {
  pools: '--subnet',
  ipam: '--ipam-driver',
  labels: '--label',
  ipv4: '--ipv4=false',
  hostAccess: '--host-access',
  workdir: '-w',
  interactive: '-i',
  tty: '-t',
  remove: '--rm',
  env: '-e',
  hosts: '--add-host',
  endpoints: '--network',
  command: 'COMMAND',
  image: 'IMAGE',
};

/** Fields whose value is the usual one say nothing. */
const USUAL: Readonly<Record<string, unknown>> = { ipam: 'default', ipv4: true };

const says = (field: string, value: unknown): boolean =>
  value !== undefined &&
  value !== USUAL[field] &&
  value !== '' &&
  (field === 'ipv4' || value !== false) &&
  !(typeof value === 'object' && value !== null && Object.keys(value).length === 0);

export const noPlace = (what: string, of: string, target: Target): Finding =>
  finding('export-left-out', { what, of, target: TITLES[target] });

/** A remark for every field that holds something and that the target does not know. A field that is new is unknown to all until they learn it. */
export const leftOutOf = (
  spec: NetworkSpec | ContainerSpec,
  known: readonly string[],
  target: Target,
): Finding[] =>
  Object.entries(spec)
    .filter(([field]) => !['id', 'name', 'options', ...known].includes(field))
    .filter(([field, value]) => says(field, value))
    .map(([field]) => noPlace(FLAGS[field] ?? `--${field}`, spec.name, target));

/** Driver options that no field stands for, as given: Docker keeps them, and nothing comes of them. */
export function otherOptions(spec: NetworkSpec): Record<string, string> {
  const fields = ['parent', `${spec.driver}_mode`, 'ipvlan_flag', MTU_OPTION];
  return Object.fromEntries(Object.entries(spec.options).filter(([option]) => !fields.includes(option)));
}

/** What is written in Docker's words and is not Docker's. */
export function oursIn(spec: NetworkSpec, target: Target): Finding[] {
  const ours = [
    ...(spec.mtu === undefined ? [] : [`-o ${MTU_OPTION}=${spec.mtu}`]),
    ...(spec.slaac ? ['--slaac'] : []),
    ...(spec.ipam === 'dhcp' ? ['--ipam-driver dhcp'] : []),
  ];
  return ours.map((what) => finding('export-ours', { what, of: spec.name, target: TITLES[target] }));
}

export const optionsLeftOut = (spec: NetworkSpec, target: Target): Finding[] =>
  Object.keys(otherOptions(spec)).map((option) => noPlace(`-o ${option}`, spec.name, target));

/** What a pool holds beside its subnet, for targets that give out no addresses of their own. */
export const poolsLeftOut = (spec: NetworkSpec, target: Target): Finding[] =>
  spec.pools.flatMap(({ range, reserved }) => [
    ...(range === undefined ? [] : [noPlace(`--ip-range ${range}`, spec.name, target)]),
    ...Object.entries(reserved).map(([name, address]) =>
      noPlace(`--aux-address ${name}=${address}`, spec.name, target),
    ),
  ]);

/** Pools of which no container here has an address: nothing that is written shows them, nor their gateways. */
export const idlePools = (
  networks: readonly Network[],
  containers: readonly Container[],
  target: Target,
): Finding[] =>
  networks.flatMap(({ spec, pools }) => {
    const held = containers
      .flatMap(({ endpoints }) => endpoints.filter(({ network }) => network === spec.id))
      .flatMap(({ addresses }) => addresses.flatMap((one) => parseIp(one.replace(/\/\d+$/, '')) ?? []));
    return pools
      .filter(({ subnet }) => {
        const read = readSubnet(subnet);
        return read.kind !== 'subnet' || !held.some((ip) => subnetHas(read.subnet, ip));
      })
      .map(({ subnet }) => noPlace(`--subnet ${subnet}`, spec.name, target));
  });
