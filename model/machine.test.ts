// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { type Marks, machineOf, modulesOf } from './machine.ts';

const none: Marks = {
  sys_vendor: '',
  product_name: '',
  chassis_vendor: '',
  chassis_asset_tag: '',
  bios_vendor: '',
  bios_version: '',
  hypervisorType: '',
  hypervisorFlag: true,
};

/** DMI as such machines have it. */
const CASES: [why: string, Partial<Marks>, hypervisor: string | undefined, cloud: string | undefined][] = [
  [
    'a laptop',
    { sys_vendor: 'LENOVO', product_name: '20XW', hypervisorFlag: false },
    ...([undefined, undefined] as const),
  ],
  [
    'QEMU',
    { sys_vendor: 'QEMU', product_name: 'Standard PC (Q35 + ICH9, 2009)', chassis_vendor: 'QEMU' },
    ...(['kvm', undefined] as const),
  ],
  [
    'Proxmox with OVMF',
    { sys_vendor: 'QEMU', bios_vendor: 'Proxmox distribution of EDK II' },
    ...(['proxmox', undefined] as const),
  ],
  [
    'oVirt',
    { sys_vendor: 'oVirt', product_name: 'RHEV Hypervisor', chassis_vendor: 'QEMU' },
    'kvm',
    undefined,
  ],
  [
    'VMware',
    { sys_vendor: 'VMware, Inc.', product_name: 'VMware Virtual Platform' },
    ...(['vmware', undefined] as const),
  ],
  ['VirtualBox', { sys_vendor: 'innotek GmbH', product_name: 'VirtualBox' }, 'virtualbox', undefined],
  [
    'Hyper-V',
    { sys_vendor: 'Microsoft Corporation', product_name: 'Virtual Machine' },
    ...(['hyperv', undefined] as const),
  ],
  [
    'a Surface',
    { sys_vendor: 'Microsoft Corporation', product_name: 'Surface Pro', hypervisorFlag: false },
    ...([undefined, undefined] as const),
  ],
  [
    'Azure',
    {
      sys_vendor: 'Microsoft Corporation',
      product_name: 'Virtual Machine',
      chassis_asset_tag: '7783-7084-3265-9085-8269-3286-77',
    },
    ...(['hyperv', 'Microsoft Azure'] as const),
  ],
  ['EC2, Nitro', { sys_vendor: 'Amazon EC2', product_name: 't3.micro' }, 'other', 'Amazon EC2'],
  [
    'EC2, Xen',
    { sys_vendor: 'Xen', bios_version: '4.11.amazon', hypervisorType: 'xen' },
    'xen',
    'Amazon EC2',
  ],
  [
    'Google',
    { sys_vendor: 'Google', product_name: 'Google Compute Engine' },
    ...(['other', 'Google Compute Engine'] as const),
  ],
  ['DigitalOcean', { sys_vendor: 'DigitalOcean', product_name: 'Droplet' }, 'other', 'DigitalOcean'],
  ['Hetzner', { sys_vendor: 'Hetzner', product_name: 'vServer', chassis_vendor: 'QEMU' }, 'kvm', 'Hetzner'],
  [
    'OpenStack',
    { sys_vendor: 'OpenStack Foundation', product_name: 'OpenStack Nova', chassis_vendor: 'QEMU' },
    ...(['kvm', 'OpenStack'] as const),
  ],
  ['one without DMI', {}, 'other', undefined],
];

test.each(CASES)('%s', (_, marks, hypervisor, cloud) => {
  expect(machineOf({ ...none, ...marks })).toEqual(JSON.parse(JSON.stringify({ hypervisor, cloud })));
});

test('modules: built in, loadable, compressed; and a name inside another one is not it', () => {
  const lists = [
    'kernel/net/8021q/8021q.ko',
    'kernel/drivers/net/macvlan.ko.zst: kernel/drivers/net/tap.ko.zst',
    'kernel/drivers/net/ipvlan/ipvtap.ko.xz:',
  ].join('\n');
  expect(modulesOf(lists)).toEqual({
    macvlan: 'there',
    ipvlan: 'missing',
    '8021q': 'there',
    dummy: 'missing',
  });
});
