// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { Keeper, Link } from '../link.ts';
import type { Machine } from '../machine.ts';
import type { Driver } from '../network.ts';
import { link, network, workstation } from '../testing/host.ts';
import { judgeNetwork } from './network.ts';
import { judgeParent } from './parent.ts';

interface Scene {
  driver?: Driver;
  nic?: Partial<Link>;
  links?: Link[];
  machine?: Partial<Machine>;
  kernel?: string;
}

/** Codes with their severities, of eth0 as a parent. */
function said({ driver = 'macvlan', nic, links = [], machine, kernel = '6.1.0-18-amd64' }: Scene): string {
  const host = workstation();
  const all = [...host.links.map((one) => (one.name === 'eth0' ? { ...one, ...nic } : one)), ...links];
  const facts = { ...host.host, kernel, ...(machine ? { machine: { modules: {}, ...machine } } : {}) };
  const eth0 = all.find(({ name }) => name === 'eth0') as Link;
  const found = judgeParent(eth0, driver, { ...host, host: facts, links: all });
  return found.map(({ code, severity }) => `${severity} ${code}`).join(', ');
}

const kept = (by: Keeper['by'], other: Partial<Keeper> = {}): Partial<Link> => ({ keeper: { by, ...other } });
const virtio = { driver: 'virtio_net' };
const foreign = (kind: string, mode: string) =>
  link('other0', 40, { kind, mode, medium: 'virtual', parent: 2 });

const CASES: [why: string, Scene, expected: string][] = [
  ['a plain NIC', { nic: { driver: 'igc' } }, ''],
  ['Wi-Fi', { nic: { medium: 'wifi' } }, 'warning parent-wifi'],
  ['Wi-Fi, ipvlan', { nic: { medium: 'wifi' }, driver: 'ipvlan' }, ''],
  ['no cable', { nic: { carrier: false } }, 'warning parent-no-carrier'],

  ['a macvlan that another program made', { links: [foreign('macvlan', 'bridge')] }, ''],
  [
    'the same, ipvlan',
    { links: [foreign('macvlan', 'bridge')], driver: 'ipvlan' },
    'error parent-other-link',
  ],
  [
    'a macvtap of a virtual machine, ipvlan',
    { links: [foreign('macvtap', 'vepa')], driver: 'ipvlan' },
    'error parent-other-link',
  ],
  ['an ipvlan that another program made', { links: [foreign('ipvlan', 'l3')] }, 'error parent-other-link'],
  [
    'the same, ipvlan: its mode is in force',
    { links: [foreign('ipvlan', 'l3')], driver: 'ipvlan' },
    'warning parent-ipvlan-mode',
  ],
  [
    'one that sits elsewhere, under the same number',
    { links: [{ ...foreign('ipvlan', 'l3'), parentElsewhere: true }] },
    '',
  ],

  ['KVM', { nic: virtio, machine: { hypervisor: 'kvm' } }, 'note parent-vm-kvm'],
  ['KVM, ipvlan', { nic: virtio, machine: { hypervisor: 'kvm' }, driver: 'ipvlan' }, ''],
  ['Proxmox', { nic: virtio, machine: { hypervisor: 'proxmox' } }, 'note parent-vm-proxmox'],
  ['VMware', { nic: { driver: 'vmxnet3' }, machine: { hypervisor: 'vmware' } }, 'warning parent-vm-vmware'],
  [
    'VMware, e1000',
    { nic: { driver: 'e1000' }, machine: { hypervisor: 'vmware' } },
    'warning parent-vm-vmware',
  ],
  ['a real e1000e', { nic: { driver: 'e1000e' }, machine: {} }, ''],
  [
    'Hyper-V',
    { nic: { driver: 'hv_netvsc' }, machine: { hypervisor: 'hyperv' } },
    'warning parent-vm-hyperv',
  ],
  [
    'VirtualBox',
    { nic: { driver: 'e1000' }, machine: { hypervisor: 'virtualbox' } },
    'warning parent-vm-virtualbox',
  ],
  ['one that does not say its name', { nic: virtio, machine: { hypervisor: 'other' } }, 'warning parent-vm'],
  ['a NIC that is passed through', { nic: { driver: 'ixgbe' }, machine: { hypervisor: 'kvm' } }, ''],
  [
    'a cloud',
    { nic: { driver: 'ena' }, machine: { hypervisor: 'kvm', cloud: 'Amazon EC2' } },
    'warning parent-cloud-macs',
  ],
  [
    'a cloud, ipvlan',
    { nic: { driver: 'ena' }, machine: { hypervisor: 'kvm', cloud: 'Amazon EC2' }, driver: 'ipvlan' },
    'warning parent-cloud-addresses',
  ],

  ['jumbo frames', { nic: { mtu: 9000 } }, 'note parent-mtu-large'],
  ['a tunnel below', { nic: { mtu: 1400 } }, 'note parent-mtu-small'],
  ['NetworkManager', { nic: kept('NetworkManager', { profile: 'Wired 1' }) }, 'note kept-networkmanager'],
  ['networkd', { nic: kept('networkd', { profile: '10-lan.network' }) }, 'note kept-networkd'],
  [
    'netplan by networkd',
    { nic: kept('networkd', { profile: '10-netplan-eth0.network', netplan: true }) },
    'note kept-networkd, note kept-netplan',
  ],
  ['ifupdown', { nic: kept('ifupdown') }, 'note kept-ifupdown'],

  ['a kernel without macvlan', { kernel: '3.8.13' }, 'error kernel-old'],
  ['a kernel with macvlan alone', { kernel: '4.1.0' }, ''],
  ['the same, ipvlan', { kernel: '4.1.0', driver: 'ipvlan' }, 'error kernel-old'],
  ['a kernel with both', { kernel: '4.2.0', driver: 'ipvlan' }, ''],
  ['a module that is there', { machine: { modules: { macvlan: 'there', ipvlan: 'missing' } } }, ''],
  [
    'a module that is missing',
    { machine: { modules: { macvlan: 'there', ipvlan: 'missing' } }, driver: 'ipvlan' },
    'error module-missing',
  ],
  ['modules that nobody lists', { machine: { modules: {} }, driver: 'ipvlan' }, ''],
];

describe('eth0 as a parent', () => {
  test.each(CASES)('%s', (_, given, expected) => expect(said(given)).toBe(expected));
});

test('what is behind a sub-interface, a bridge or a bond counts for it', () => {
  const host = workstation();
  const machine = { hypervisor: 'hyperv' as const, modules: {} };
  const links = host.links.map((one) => (['eth0', 'eth3'].includes(one.name) ? { ...one, ...virtio } : one));
  const seen = { ...host, links, host: { ...host.host, machine } };
  const codes = (name: string) =>
    judgeParent(links.find((one) => one.name === name) as Link, 'macvlan', seen).map(({ code }) => code);
  expect([codes('eth0.60'), codes('br0'), codes('eth1')]).toEqual([
    ['parent-vm-hyperv'],
    ['parent-vm-hyperv'],
    [],
  ]);
});

test('a keeper of the NIC speaks for its sub-interfaces too', () => {
  const host = workstation();
  const links = host.links.map((one) => (one.name === 'eth0' ? { ...one, ...kept('networkd') } : one));
  const sub = links.find((one) => one.name === 'eth0.60') as Link;
  expect(judgeParent(sub, 'macvlan', { ...host, links })).toMatchObject([
    { code: 'kept-networkd', facts: { parent: 'eth0' } },
  ]);
});

test('the repairs: another driver, another parent, a package', () => {
  const host = workstation();
  const repair = (name: string) =>
    judgeParent(host.links.find((one) => one.name === name) as Link, 'macvlan', host)[0]?.repair;
  expect(repair('wlan0')).toEqual({ field: 'driver', value: 'ipvlan' });
  expect(repair('eth3')).toEqual({ field: 'parent', value: 'br0' });
  const modules = { '8021q': 'missing' as const };
  const ubuntu = {
    ...host,
    host: { ...host.host, kernel: '6.8.0-31-generic', machine: { distribution: 'ubuntu', modules } },
  };
  const on = network();
  expect(judgeNetwork({ ...on.spec, parent: 'eth0.50' }, ubuntu)).toContainEqual(
    expect.objectContaining({
      code: 'module-missing',
      field: 'parent',
      facts: {
        module: '8021q',
        kernel: '6.8.0-31-generic',
        package: 'linux-modules-extra-6.8.0-31-generic',
      },
    }),
  );
});
