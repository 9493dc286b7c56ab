// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';

export const HYPERVISORS = ['kvm', 'proxmox', 'vmware', 'hyperv', 'virtualbox', 'xen', 'other'] as const;
export type Hypervisor = (typeof HYPERVISORS)[number];

/** The kernel modules that networks are made with. */
export const MODULES = ['macvlan', 'ipvlan', '8021q', 'dummy'] as const;
export type Module = (typeof MODULES)[number];

/** What a host runs on, as far as it says. */
export const Machine = z.object({
  /** Undefined: none that shows itself. */
  hypervisor: z.optional(z.enum(HYPERVISORS)),
  /** The provider, as people call it. */
  cloud: z.optional(z.string()),
  /** os-release's ID: `debian`, `ubuntu`, `fedora`… */
  distribution: z.optional(z.string()),
  /** Left out: not known, as nothing lists this kernel's modules. */
  modules: z.record(z.string(), z.enum(['there', 'missing'])),
});
export type Machine = z.infer<typeof Machine>;

/** What the firmware and the processor say. DMI texts as /sys/class/dmi/id has them (SMBIOS 3, types 0, 1 and 3); missing ones are empty. */
export interface Marks {
  sys_vendor: string;
  product_name: string;
  chassis_vendor: string;
  chassis_asset_tag: string;
  bios_vendor: string;
  bios_version: string;
  /** /sys/hypervisor/type. */
  hypervisorType: string;
  /** CPUID's hypervisor bit, in the flags of /proc/cpuinfo. */
  hypervisorFlag: boolean;
}

type Mark = Exclude<keyof Marks, 'hypervisorFlag'>;
type Row<Name> = readonly [name: Name, mark: Mark, says: RegExp, andProduct?: RegExp];

/** The first that fits. */
const HYPERVISOR_MARKS: readonly Row<Hypervisor>[] = [
  ['vmware', 'sys_vendor', /^VMware/],
  ['virtualbox', 'product_name', /^VirtualBox/],
  ['virtualbox', 'sys_vendor', /^innotek/],
  ['hyperv', 'sys_vendor', /^Microsoft Corporation/, /^Virtual Machine/],
  ['proxmox', 'bios_vendor', /Proxmox/],
  ['xen', 'sys_vendor', /^Xen/],
  ['xen', 'hypervisorType', /^xen/],
  ['kvm', 'sys_vendor', /^QEMU/],
  ['kvm', 'chassis_vendor', /^QEMU/],
  ['kvm', 'product_name', /\bKVM\b/],
];

const CLOUD_MARKS: readonly Row<string>[] = [
  ['Amazon EC2', 'sys_vendor', /^Amazon EC2/],
  ['Amazon EC2', 'bios_version', /amazon$/],
  ['Google Compute Engine', 'product_name', /^Google Compute Engine/],
  // Azure's Hyper-V differs from one's own by this tag alone.
  ['Microsoft Azure', 'chassis_asset_tag', /^7783-7084-3265-9085-8269-3286-77$/],
  ['Oracle Cloud', 'chassis_asset_tag', /^OracleCloud\.com/],
  ['DigitalOcean', 'sys_vendor', /^DigitalOcean/],
  ['Hetzner', 'sys_vendor', /^Hetzner/],
  ['Vultr', 'sys_vendor', /^Vultr/],
  ['Linode', 'sys_vendor', /^(Linode|Akamai)/],
  ['Scaleway', 'sys_vendor', /^Scaleway/],
  ['UpCloud', 'sys_vendor', /^UpCloud/],
  ['Alibaba Cloud', 'sys_vendor', /^Alibaba Cloud/],
  ['Tencent Cloud', 'sys_vendor', /^Tencent Cloud/],
  ['Huawei Cloud', 'sys_vendor', /^Huawei Cloud/],
  ['OpenStack', 'sys_vendor', /^OpenStack/],
  ['OpenStack', 'product_name', /^OpenStack/],
];

function firstOf<Name>(rows: readonly Row<Name>[], marks: Marks): Name | undefined {
  return rows.find(
    ([, mark, says, product]) =>
      says.test(marks[mark]) && (product === undefined || product.test(marks.product_name)),
  )?.[0];
}

export function machineOf(marks: Marks): Pick<Machine, 'hypervisor' | 'cloud'> {
  const hypervisor =
    firstOf(HYPERVISOR_MARKS, marks) ?? (marks.hypervisorFlag ? ('other' as const) : undefined);
  const cloud = firstOf(CLOUD_MARKS, marks);
  return {
    ...(hypervisor === undefined ? {} : { hypervisor }),
    ...(cloud === undefined ? {} : { cloud }),
  };
}

/** A module that is neither in modules.builtin nor in modules.dep of this kernel cannot be had. Paths there end in `/NAME.ko`, perhaps compressed; `-` and `_` are one. */
export function modulesOf(lists: string): Machine['modules'] {
  const names = new Set(
    [...lists.matchAll(/([^/\s:]+)\.ko(?:\.\w+)?(?=:|$)/gm)].map(([, name = '']) =>
      name.replaceAll('-', '_'),
    ),
  );
  return Object.fromEntries(MODULES.map((name) => [name, names.has(name) ? 'there' : 'missing']));
}
