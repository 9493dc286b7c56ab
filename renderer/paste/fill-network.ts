// SPDX-License-Identifier: Apache-2.0
import { PROBE_OPTION } from '../../model/lan/answered.ts';
import { linkNamed } from '../../model/link.ts';
import { DRIVERS, type NetworkSpec } from '../../model/network.ts';
import type { Observation } from '../../model/observation.ts';
import { otherOptions } from '../../model/text-out/left-out.ts';
import { flagsOf, IPAMS, modesOf } from '../state/network-choices.ts';
import type { NetworkForm } from '../state/network-form.svelte.ts';
import { draftOf, EMPTY_POOL } from '../state/pool-draft.ts';

/** Writes a drafted network into the New network form. What the form has no field for is kept as it is. */
export function fillNetwork(form: NetworkForm, spec: NetworkSpec, observation: Observation): void {
  const driver = DRIVERS.find((one) => one === spec.driver) ?? 'macvlan';
  const { [PROBE_OPTION]: probe, ...options } = otherOptions(spec);
  pickParent(form, spec.parent ?? '', observation);
  form.choose(driver);
  form.name = spec.name;
  form.mode = beyondFirst(spec.mode, modesOf(driver));
  form.flag = beyondFirst(spec.flag, flagsOf(driver));
  form.mtu = spec.mtu === undefined ? '' : String(spec.mtu);
  form.internal = spec.internal;
  form.ipam = IPAMS.find((one) => one === spec.ipam) ?? 'default';
  form.slaac = spec.slaac === true;
  form.probe = probe !== 'off';
  form.hostAccess = spec.hostAccess === true;
  form.pools = spec.pools.length === 0 ? [{ ...EMPTY_POOL }] : spec.pools.map(draftOf);
  form.kept = {
    ...(spec.attachable && { attachable: true }),
    ipv6: spec.ipv6 && !spec.pools.some(({ subnet }) => subnet.includes(':')),
    options,
    labels: spec.labels,
  };
}

/** `NIC.ID` of a NIC that is there is its VLAN, also when that has yet to be made. */
function pickParent(form: NetworkForm, parent: string, observation: Observation): void {
  const [, nic = '', vlan = ''] = /^(.+)\.(\d+)$/.exec(parent) ?? [];
  const isToMake = linkNamed(observation.links, parent) === undefined;
  if (isToMake && linkNamed(observation.links, nic) !== undefined) {
    form.pick(nic, observation);
    form.vlan = vlan;
  } else form.pick(parent, observation);
}

/** The first is the default, and stands as empty. */
const beyondFirst = (value: string | undefined, [first]: readonly string[]): string =>
  value === undefined || value === first ? '' : value;
