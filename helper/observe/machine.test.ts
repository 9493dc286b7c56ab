// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { link } from '../../model/testing/host.ts';
import { withKeepers } from './keepers.ts';
import { readMachine } from './machine.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lanyard-machine-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const KERNEL = '6.1.0-18-amd64';

function tree(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

test('a virtual machine: its firmware, its processor, its distribution, its modules', () => {
  tree({
    'sys/class/dmi/id/sys_vendor': 'VMware, Inc.\n',
    'sys/class/dmi/id/product_name': 'VMware7,1\n',
    'proc/cpuinfo': 'processor\t: 0\nflags\t\t: fpu vme hypervisor lahf_lm\n',
    'etc/os-release': 'PRETTY_NAME="Ubuntu 24.04 LTS"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian\n',
    'proc/modules': 'dummy 16384 0 - Live 0x0000000000000000\n',
    [`lib/modules/${KERNEL}/modules.builtin`]: 'kernel/net/8021q/8021q.ko\n',
    [`lib/modules/${KERNEL}/modules.dep`]: 'kernel/drivers/net/macvlan.ko.zst:\n',
  });
  expect(readMachine(root, KERNEL)).toEqual({
    hypervisor: 'vmware',
    distribution: 'ubuntu',
    modules: { macvlan: 'there', ipvlan: 'missing', '8021q': 'there', dummy: 'there' },
  });
});

test('a kernel without lists: only what is loaded is known; a real machine says no hypervisor', () => {
  tree({
    'sys/class/dmi/id/sys_vendor': 'LENOVO\n',
    'proc/cpuinfo': 'flags\t\t: fpu vme hypervisor_like\n',
    'proc/modules': 'macvlan 28672 0 - Live 0x0\n',
  });
  expect(readMachine(root, KERNEL)).toEqual({ modules: { macvlan: 'there' } });
});

test('nothing at all to read', () => {
  expect(readMachine(root, KERNEL)).toEqual({ modules: {} });
});

test('who configures which link', () => {
  tree({
    'run/NetworkManager/devices/2': '[device]\nmanaged=true\nconnection-uuid=aa-bb\n',
    'etc/NetworkManager/system-connections/Wired 1.nmconnection': '[connection]\nid=Wired 1\nuuid=aa-bb\n',
    'run/NetworkManager/devices/3': '[device]\nmanaged=false\n',
    'run/systemd/netif/links/3':
      'ADMIN_STATE=configured\nNETWORK_FILE=/run/systemd/network/10-netplan-eth1.network\n',
    'run/systemd/netif/links/4': 'ADMIN_STATE=unmanaged\nOPER_STATE=carrier\n',
    'etc/network/interfaces': 'source /etc/network/interfaces.d/*\nauto lo\niface lo inet loopback\n',
    'etc/network/interfaces.d/lan': '  auto eth2\n  iface eth2 inet dhcp\n# iface eth3 inet dhcp\n',
    'run/NetworkManager/devices/6': '[device]\nmanaged=1\nconnection-uuid=cc-dd\n',
  });
  const links = [
    link('lo', 1, { medium: 'loopback' }),
    ...[2, 3, 4, 5, 6].map((ifindex) => link(`eth${ifindex - 2}`, ifindex)),
  ];
  const keepers = withKeepers(links, root).map(({ name, keeper }) => [name, keeper]);
  expect(keepers).toEqual([
    ['lo', undefined],
    ['eth0', { by: 'NetworkManager', profile: 'Wired 1' }],
    ['eth1', { by: 'networkd', profile: '10-netplan-eth1.network', netplan: true }],
    ['eth2', { by: 'ifupdown', profile: 'lan' }],
    ['eth3', undefined],
    ['eth4', { by: 'NetworkManager' }],
  ]);
});
