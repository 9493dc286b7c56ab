// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';
import { MTU_OPTION } from '../grammar/network-spec.ts';
import { PROBE_OPTION, PROBE_VALUES } from '../lan/answered.ts';
import { isByDhcp } from '../lan/by-dhcp.ts';
import { type Link, linkNamed } from '../link.ts';
import { DRIVERS, type Driver, IPVLAN_FLAGS, MODES, type NetworkSpec } from '../network.ts';
import type { Observation } from '../observation.ts';
import { judgeDhcp } from './dhcp.ts';
import { judgeKernel } from './kernel.ts';
import { judgeParent, networksOn, readSubInterface, type SubInterface } from './parent.ts';
import { judgePools } from './pools.ts';

/** Docker's own networks: their names are never free. */
const PREDEFINED = ['bridge', 'host', 'none', 'default'];

/** Everything that is to be said of a network before it is made. Looks at nothing but its arguments; errors first by field. */
export function judgeNetwork(spec: NetworkSpec, observation: Observation): Finding[] {
  return [
    ...judgeName(spec, observation),
    ...judgeDriver(spec),
    ...judgeIpam(spec),
    ...judgeLeastMtu(spec),
    ...judgeWhere(spec, observation),
    ...judgePools(spec, spec.parent ?? '', observation),
  ];
}

function judgeName(spec: NetworkSpec, observation: Observation): Finding[] {
  const { name, id } = spec;
  if (name === '') return [finding('name-empty', {}, 'name')];
  if (PREDEFINED.includes(name)) return [finding('name-reserved', { name }, 'name')];
  if (observation.networks.some((network) => network.spec.id === id)) return [finding('id-taken', { id })];
  return observation.networks.some((network) => network.spec.name === name)
    ? [finding('name-taken', { name }, 'name')]
    : [];
}

function judgeDriver(spec: NetworkSpec): Finding[] {
  if (!isDriver(spec.driver))
    return [finding('driver-unknown', { driver: spec.driver, drivers: [...DRIVERS] }, 'driver')];
  const { driver } = spec;
  const modes: readonly string[] = MODES[driver];
  const findings: Finding[] = [];
  if (spec.mode && !modes.includes(spec.mode)) {
    findings.push(finding('mode-unknown', { driver, mode: spec.mode, modes: [...modes] }, 'mode'));
  }
  if (spec.flag && driver === 'ipvlan' && !IPVLAN_FLAGS.some((flag) => flag === spec.flag)) {
    findings.push(finding('flag-unknown', { flag: spec.flag, flags: [...IPVLAN_FLAGS] }, 'flag'));
  }
  if (spec.slaac && (spec.mode === 'l3' || spec.mode === 'l3s'))
    findings.push(finding('slaac-routed', { mode: spec.mode }, 'slaac'));
  return [...findings, ...judgeProbe(spec), ...ignoredOptions(spec, driver)];
}

const KNOWN_OPTIONS: Record<Driver, readonly string[]> = {
  macvlan: ['parent', 'macvlan_mode', MTU_OPTION, PROBE_OPTION],
  ipvlan: ['parent', 'ipvlan_mode', 'ipvlan_flag', MTU_OPTION, PROBE_OPTION],
};

const ignoredOptions = (spec: NetworkSpec, driver: Driver): Finding[] =>
  Object.keys(spec.options)
    .filter((option) => !KNOWN_OPTIONS[driver].includes(option))
    .map((option) => finding('option-ignored', { option, driver }, 'options'));

function judgeProbe({ options }: NetworkSpec): Finding[] {
  const value = options[PROBE_OPTION];
  return value === undefined || PROBE_VALUES.some((one) => one === value)
    ? []
    : [finding('option-value', { option: PROBE_OPTION, value, wants: [...PROBE_VALUES] }, 'options')];
}

function judgeIpam(spec: NetworkSpec): Finding[] {
  if (spec.ipam === 'default') return [];
  if (isByDhcp(spec)) return judgeDhcp(spec);
  // Docker's null driver gives no pool, and both drivers need one.
  return [
    spec.ipam === 'null'
      ? finding('ipam-empty', { ipam: spec.ipam }, 'ipam')
      : finding('ipam-unknown', { ipam: spec.ipam }, 'ipam'),
  ];
}

function judgeWhere(spec: NetworkSpec, observation: Observation): Finding[] {
  const driver = isDriver(spec.driver) ? spec.driver : 'macvlan';
  const wanted = spec.mode === 'l3s' ? [driver, 'l3s' as const] : [driver];
  if (!spec.parent) {
    const able = [...wanted, 'dummy' as const].flatMap((what) => judgeKernel(what, observation) ?? []);
    return [finding('parent-dummy', {}, 'parent'), ...able];
  }
  const old = wanted.slice(1).flatMap((what) => judgeKernel(what, observation) ?? []);
  const link = linkNamed(observation.links, spec.parent);
  const reach = spec.hostAccess
    ? []
    : [finding('host-cannot-reach', { network: spec.name, parent: spec.parent })];
  if (link === undefined) {
    const made = readSubInterface(spec.parent, observation);
    return 'code' in made
      ? [made]
      : [
          ...judgeParent(madeOn(made), driver, observation, 'parent'),
          ...old,
          ...judgeMtu(spec, made.nic),
          ...reach,
        ];
  }
  return [
    ...judgeParent(link, driver, observation, 'parent'),
    ...old,
    ...judgeCompany(spec, observation),
    ...judgeMtu(spec, link),
    ...reach,
  ];
}

/** A sub-interface as it will be: its NIC's signal and MTU. */
function madeOn({ name, nic: { master: _, keeper: __, ...nic }, id }: SubInterface): Link {
  const medium = nic.medium === 'wifi' ? 'wifi' : 'virtual';
  const vlan = { id, protocol: '802.1Q' };
  return {
    ...nic,
    ...{ name, kind: 'vlan', medium, vlan, parent: nic.ifindex, ifindex: 0, parentElsewhere: false },
  };
}

/** Above its parent's the kernel refuses a link's MTU (macvlan: EINVAL); the parent's own is taken where none is asked. */
const judgeMtu = (spec: NetworkSpec, link: Link): Finding[] => {
  if (spec.mtu === undefined) return judgeLeastMtu({ ...spec, mtu: link.mtu });
  return spec.mtu > link.mtu
    ? [finding('mtu-above-parent', { mtu: spec.mtu, parent: link.name, parentMtu: link.mtu }, 'mtu')]
    : [];
};

/** RFC 8200, 5: below it the kernel takes IPv6 off the link. */
const IPV6_LEAST_MTU = 1280;

const hasIpv6 = (spec: NetworkSpec): boolean =>
  spec.ipv6 || spec.slaac === true || spec.pools.some(({ subnet }) => subnet.includes(':'));

const judgeLeastMtu = (spec: NetworkSpec): Finding[] =>
  spec.mtu !== undefined && spec.mtu < IPV6_LEAST_MTU && hasIpv6(spec)
    ? [finding('mtu-below-ipv6', { mtu: spec.mtu }, 'mtu')]
    : [];

/** passthru shares its parent with nobody (kernel: EINVAL). */
function judgeCompany(spec: NetworkSpec, observation: Observation): Finding[] {
  const parent = spec.parent ?? '';
  const others = networksOn(parent, observation).filter((network) => network.spec.driver === spec.driver);
  const [first] = others;
  const held = others.some((network) => network.spec.mode === 'passthru');
  return spec.mode === 'passthru' && first !== undefined && !held
    ? [finding('parent-not-alone', { parent, network: first.spec.name }, 'parent')]
    : [];
}

export const isDriver = (text: string): text is Driver => DRIVERS.some((driver) => driver === text);
