// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';
import { type Link, linkAt, linkNamed } from '../link.ts';
import type { Driver, Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { judgeKeeper } from './keeper.ts';
import { judgeKernel } from './kernel.ts';
import { judgeMachine } from './machine.ts';

const PORT_MASTERS = ['bridge', 'bond', 'team', 'openvswitch'];

/** What is to be said of a link as the parent of a network with that driver, before anybody picks it. */
export function judgeParent(link: Link, driver: Driver, observation: Observation, field?: string): Finding[] {
  const said = [
    ...RULES.flatMap((rule) => rule(link, driver, observation) ?? []),
    ...judgeKeeper(link, observation),
  ];
  return field === undefined ? said : said.map((one) => ({ ...one, field }));
}

type Rule = (link: Link, driver: Driver, observation: Observation) => Finding | undefined;

const RULES: readonly Rule[] = [
  (link, driver) =>
    // The kernel answers EINVAL.
    link.medium === 'loopback' ? finding('parent-loopback', { parent: link.name, driver }) : undefined,
  (link, _, observation) => {
    const master = linkAt(observation.links, link.master);
    // A port has one receive handler, and its bridge or bond holds it: EBUSY.
    return master !== undefined && PORT_MASTERS.includes(master.kind)
      ? finding('parent-port', { parent: link.name, master: master.name, kind: master.kind }, undefined, {
          field: 'parent',
          value: master.name,
        })
      : undefined;
  },
  (link, driver, observation) => {
    // One receive handler a link: macvlan beside ipvlan is EBUSY.
    const other = networksOn(link.name, observation).find((network) => network.spec.driver !== driver);
    return (
      other &&
      finding('parent-other-driver', {
        parent: link.name,
        driver: other.spec.driver,
        network: other.spec.name,
      })
    );
  },
  (link, driver, observation) => {
    if (networksOn(link.name, observation).some(({ spec }) => spec.driver !== driver)) return undefined;
    const other = foreignOn(link, observation).find(({ kind }) => familyOfKind(kind) !== driver);
    return (
      other &&
      finding('parent-other-link', {
        parent: link.name,
        driver: familyOfKind(other.kind),
        link: other.name,
      })
    );
  },
  (link, driver, observation) => {
    const holder = networksOn(link.name, observation).find(({ spec }) => spec.mode === 'passthru');
    return driver === 'macvlan' && holder
      ? finding('parent-passthru', { parent: link.name, network: holder.spec.name })
      : undefined;
  },
  (link, driver, observation) => {
    // One ipvlan network a parent (Docker 28.5.2); a second mode would flip the first one's.
    const [first] = networksOn(link.name, observation).filter(({ spec }) => spec.driver === 'ipvlan');
    if (driver !== 'ipvlan') return undefined;
    if (first) return finding('parent-ipvlan-taken', { parent: link.name, network: first.spec.name });
    const other = foreignOn(link, observation).find(({ mode }) => mode !== undefined);
    return other && familyOfKind(other.kind) === 'ipvlan'
      ? finding('parent-ipvlan-mode', { parent: link.name, mode: other.mode ?? '', link: other.name })
      : undefined;
  },
  (_, driver, observation) => judgeKernel(driver, observation),
  (link, driver) =>
    // 802.11 stations may send from one MAC only (the access point knows no other).
    link.medium === 'wifi' && driver === 'macvlan'
      ? finding('parent-wifi', { parent: link.name }, undefined, { field: 'driver', value: 'ipvlan' })
      : undefined,
  judgeMachine,
  (link) => (link.up ? undefined : finding('parent-down', { parent: link.name })),
  (link) =>
    link.up && !link.carrier && link.kind !== 'dummy'
      ? finding('parent-no-carrier', { parent: link.name })
      : undefined,
  ({ name: parent, mtu, kind }) => {
    if (kind === 'dummy' || mtu === USUAL_MTU) return undefined;
    return finding(mtu > USUAL_MTU ? 'parent-mtu-large' : 'parent-mtu-small', { parent, mtu });
  },
];

/** Ethernet's (IEEE 802.3). */
const USUAL_MTU = 1500;

const KINDS: Readonly<Record<string, Driver>> = {
  macvlan: 'macvlan',
  macvtap: 'macvlan',
  ipvlan: 'ipvlan',
  ipvtap: 'ipvlan',
};
const familyOfKind = (kind: string): Driver => KINDS[kind] ?? 'macvlan';

/** Links of both drivers that sit on it in the host's namespace and are not ours. */
const foreignOn = ({ ifindex }: Link, { links, networks }: Observation): Link[] =>
  links.filter(
    ({ kind, parent, parentElsewhere, name }) =>
      Object.hasOwn(KINDS, kind) &&
      parent === ifindex &&
      !parentElsewhere &&
      networks.every(({ shim }) => shim?.link !== name),
  );

export const networksOn = (parent: string, observation: Observation): Network[] =>
  observation.networks.filter((network) => network.parent === parent);

/** Names that a parent could have, for a finding's facts. */
export const parentNames = (observation: Observation): string[] =>
  observation.links.filter((link) => link.medium !== 'loopback').map((link) => link.name);

/** A parent that is not there but can be made: VLAN `id` (1 to 4094) on link `nic`. */
export interface SubInterface {
  name: string;
  nic: Link;
  id: number;
}

/** A parent's name that no link has: the sub-interface it can become, or why not (the rules of moby's parseVlan, and the kernel's). */
export function readSubInterface(parent: string, observation: Observation): SubInterface | Finding {
  const links = parentNames(observation);
  const say = (said: Finding): Finding => ({ ...said, field: 'parent' });
  const dot = parent.indexOf('.');
  if (dot < 0) return say(finding('parent-missing', { parent, links }));
  const [nicName, idText] = [parent.slice(0, dot), parent.slice(dot + 1)];
  if (idText.includes('.')) return say(finding('vlan-name-form', { parent }));
  const nic = linkNamed(observation.links, nicName);
  if (nic === undefined) return say(finding('vlan-nic-missing', { nic: nicName, links }));
  if (!/^[+-]?\d+$/.test(idText)) return say(finding('vlan-id-bad', { parent, id: idText }));
  const id = Number(idText);
  if (id < 1 || id > 4094) return say(finding('vlan-id-range', { parent, id }));
  if (parent.length > 15) return say(finding('vlan-name-long', { parent, length: parent.length }));
  const twin = observation.links.find((link) => link.parent === nic.ifindex && link.vlan?.id === id);
  // One id a link, under whatever name: the kernel answers EEXIST.
  if (twin !== undefined) {
    const repair = { field: 'parent', value: twin.name };
    return { ...say(finding('vlan-id-taken', { nic: nicName, id, link: twin.name })), repair };
  }
  const unable = judgeKernel('8021q', observation);
  if (unable !== undefined) return say(unable);
  // It can be made on a link that is down, but not brought up: ENETDOWN.
  if (!nic.up) return say(finding('vlan-nic-down', { nic: nicName, parent }));
  return { name: parent, nic, id };
}
