// SPDX-License-Identifier: Apache-2.0
import { type Finding, type FindingCode, finding } from '../finding.ts';
import type { Link } from '../link.ts';
import type { Hypervisor } from '../machine.ts';
import type { Driver } from '../network.ts';
import { nicsUnder } from '../nic/under.ts';
import type { Observation } from '../observation.ts';

/** Drivers of NICs that only hypervisors have. */
const VIRTUAL: ReadonlySet<string> = new Set([
  'virtio_net',
  'vmxnet3',
  'hv_netvsc',
  'xen_netfront',
  'vif',
  'ena',
  'gve',
  'mana',
]);

/** Drivers of old NICs that hypervisors play: in a virtual machine, no real ones. */
const PLAYED: ReadonlySet<string> = new Set(['e1000', 'e1000e', 'pcnet32', '8139cp', '8139too']);

const WORDS = {
  kvm: 'parent-vm-kvm',
  proxmox: 'parent-vm-proxmox',
  vmware: 'parent-vm-vmware',
  hyperv: 'parent-vm-hyperv',
  virtualbox: 'parent-vm-virtualbox',
  xen: 'parent-vm',
  other: 'parent-vm',
} as const satisfies Record<Hypervisor, FindingCode>;

/** A virtual machine's NIC: whether frames from MACs other than its own leave is the hypervisor's to say, or the provider's. */
export function judgeMachine(link: Link, driver: Driver, observation: Observation): Finding | undefined {
  const { machine } = observation.host;
  if (!nicsUnder(link, observation).some((nic) => isVirtual(nic, machine?.hypervisor))) return undefined;
  if (machine?.cloud !== undefined) {
    const facts = { parent: link.name, cloud: machine.cloud };
    return finding(driver === 'macvlan' ? 'parent-cloud-macs' : 'parent-cloud-addresses', facts);
  }
  if (driver !== 'macvlan') return undefined;
  const said = finding(WORDS[machine?.hypervisor ?? 'other'], { parent: link.name });
  return said.severity === 'note' ? said : { ...said, repair: { field: 'driver', value: 'ipvlan' } };
}

const isVirtual = ({ driver = '' }: Link, hypervisor: Hypervisor | undefined): boolean =>
  VIRTUAL.has(driver) || (hypervisor !== undefined && PLAYED.has(driver));
