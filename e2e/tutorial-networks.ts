// SPDX-License-Identifier: Apache-2.0
import type { WantedNetwork } from './network-form.ts';

const LAN = { subnet: '172.16.86.0/24', gateway: '172.16.86.1' };

/** A network of the tutorial, and what the panel of the first container on it says. */
export interface Told extends WantedNetwork {
  addresses: readonly string[];
  link: string;
  /** Gateways that answer. */
  reached: readonly string[];
}

export const BRIDGE: Told = {
  name: 'my-macvlan-net',
  nic: 'eth0',
  pools: [LAN],
  addresses: ['172.16.86.2/24'],
  link: 'eth0@eth0',
  reached: ['172.16.86.1'],
};

export const TRUNK: Told = { ...BRIDGE, name: 'my-8021q-macvlan-net', vlan: '10', link: 'eth0@eth0.10' };

export const OTHERS: readonly Told[] = [
  {
    name: 'macnet32',
    nic: 'eth0',
    pools: [
      {
        subnet: '192.168.32.0/24',
        gateway: '192.168.32.254',
        range: '192.168.32.128/25',
        reserved: 'my-router=192.168.32.129',
      },
    ],
    addresses: ['192.168.32.128/24'],
    link: 'eth0@eth0',
    reached: ['192.168.32.254'],
  },
  {
    name: 'macvlan50',
    nic: 'eth0',
    vlan: '50',
    pools: [{ subnet: '192.168.50.0/24', gateway: '192.168.50.1' }],
    addresses: ['192.168.50.2/24'],
    link: 'eth0@eth0.50',
    reached: ['192.168.50.1'],
  },
  {
    name: 'ipvlan210',
    nic: undefined,
    driver: 'ipvlan',
    pools: [
      { subnet: '192.168.210.0/24', gateway: '192.168.210.254' },
      { subnet: '192.168.212.0/24', gateway: '192.168.212.254' },
    ],
    addresses: ['192.168.210.1/24'],
    link: 'eth0@di-',
    // Its link is a dummy: there is nobody but its containers.
    reached: [],
  },
  {
    name: 'macvlan216',
    nic: 'eth0',
    vlan: '218',
    pools: [
      { subnet: '192.168.216.0/24', gateway: '192.168.216.1' },
      { subnet: '192.168.218.0/24', gateway: '192.168.218.1' },
      { subnet: '2001:db8:abc8::/64', gateway: '2001:db8:abc8::10' },
    ],
    addresses: ['192.168.216.2/24', '2001:db8:abc8::1/64'],
    link: 'eth0@eth0.218',
    reached: ['192.168.216.1', '2001:db8:abc8::10'],
  },
];
