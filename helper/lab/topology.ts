// SPDX-License-Identifier: Apache-2.0

/** The places of every lab, each a network namespace and a mount namespace of its own. */
export const PLACES = ['host', 'switch', 'router', 'router10', 'pc'] as const;
export type Place = (typeof PLACES)[number];
export type Bridge = 'br0' | 'br1';

export const isPlace = (name: string): name is Place => (PLACES as readonly string[]).includes(name);

/** A cable: one end in a place, the other the switch's port. */
interface Wire {
  place: Exclude<Place, 'switch'>;
  name: string;
  mac: string;
  port: string;
  bridge: Bridge;
}

export const WIRES: readonly Wire[] = [
  { place: 'host', name: 'eth0', mac: '02:aa:00:00:00:10', port: 'sw-eth0', bridge: 'br0' },
  { place: 'host', name: 'eth1', mac: '02:aa:00:00:01:10', port: 'sw-eth1', bridge: 'br1' },
  { place: 'router', name: 'r0', mac: '02:bb:00:00:00:01', port: 'sw-router', bridge: 'br0' },
  { place: 'router', name: 'r1', mac: '02:bb:00:00:01:01', port: 'sw-router1', bridge: 'br1' },
  { place: 'router10', name: 'r10', mac: '02:bb:00:00:00:0a', port: 'sw-router10', bridge: 'br0' },
  { place: 'pc', name: 'pc0', mac: '02:cc:00:00:00:20', port: 'sw-pc', bridge: 'br0' },
];

/** 802.1Q links: left out where the kernel has none. */
export const TAGGED: readonly { place: Place; on: string; id: number; name: string }[] = [
  { place: 'router', on: 'r0', id: 50, name: 'r0.50' },
  { place: 'router', on: 'r0', id: 60, name: 'r0.60' },
  { place: 'router', on: 'r0', id: 218, name: 'r0.218' },
  { place: 'router10', on: 'r10', id: 10, name: 'r10.10' },
];

/** Every address, `ADDRESS/PREFIX`, in the order in which a link gets them: its first is its primary. */
export const ADDRESSES: readonly { place: Place; link: string; addresses: readonly string[] }[] = [
  { place: 'host', link: 'eth0', addresses: ['172.16.86.250/24'] },
  {
    place: 'router',
    link: 'r0',
    addresses: [
      '172.16.86.1/24',
      '192.168.32.254/24',
      '192.168.32.129/24',
      '10.77.0.1/24',
      '10.78.0.1/24',
      '10.79.0.1/24',
      '192.168.210.254/24',
      '192.168.212.254/24',
      '2001:db8:77::1/64',
    ],
  },
  { place: 'router', link: 'r0.50', addresses: ['192.168.50.1/24'] },
  { place: 'router', link: 'r0.60', addresses: ['10.60.0.1/24'] },
  {
    place: 'router',
    link: 'r0.218',
    addresses: ['192.168.216.1/24', '192.168.218.1/24', '2001:db8:abc8::10/64'],
  },
  { place: 'router', link: 'r1', addresses: ['10.81.0.1/24'] },
  { place: 'router10', link: 'r10.10', addresses: ['172.16.86.1/24'] },
  { place: 'pc', link: 'pc0', addresses: ['172.16.86.20/24', '2001:db8:77::20/64'] },
];

/** Default gateways. `pc` has them so that it can answer the router's other networks. */
export const GATEWAYS: readonly { place: Place; via: string }[] = [
  { place: 'host', via: '172.16.86.1' },
  { place: 'pc', via: '172.16.86.1' },
  { place: 'pc', via: '2001:db8:77::1' },
];

const everywhere = { 'net/ipv4/conf/all/rp_filter': 0, 'net/ipv4/conf/default/rp_filter': 0 };

/**
 * A router answers ARP for an address on the link that has it, and on no other. Linux would on every link: then a
 * gateway seemed to be there on the wrong VLAN, and router10 on the untagged LAN.
 */
const strictArp = { 'net/ipv4/conf/all/arp_ignore': 1 };

/** An address is usable at once, and only the table's addresses are there: no DAD wait, no SLAAC. */
const still = (...links: string[]) =>
  Object.fromEntries(
    links.flatMap((link) => [
      [`net/ipv6/conf/${link}/accept_dad`, 0],
      [`net/ipv6/conf/${link}/accept_ra`, 0],
      [`net/ipv4/conf/${link}/rp_filter`, 0],
    ]),
  );

const noIpv6 = (...links: string[]) =>
  Object.fromEntries(links.map((link) => [`net/ipv6/conf/${link}/disable_ipv6`, 1]));

/**
 * Kernel settings by place, set in this order before the links come up. IPv4's are inherited from the machine's own
 * network namespace, so whatever matters is said; ip_forward goes first, for it resets others.
 */
export const SYSCTLS: Record<Place, Record<string, number>> = {
  host: { 'net/ipv4/ip_forward': 0, ...everywhere, ...still('eth0', 'eth1') },
  switch: { 'net/ipv4/ip_forward': 0, ...everywhere, ...noIpv6('all', 'default') },
  router: {
    'net/ipv4/ip_forward': 1,
    'net/ipv6/conf/all/forwarding': 1,
    'net/ipv6/conf/default/forwarding': 1,
    ...everywhere,
    ...strictArp,
    ...still('default', 'r0', 'r1'),
    'net/ipv4/conf/all/send_redirects': 0,
    'net/ipv4/conf/default/send_redirects': 0,
    'net/ipv4/conf/r0/send_redirects': 0,
    'net/ipv4/conf/r1/send_redirects': 0,
  },
  router10: {
    'net/ipv4/ip_forward': 1,
    ...everywhere,
    ...strictArp,
    ...still('default', 'r10'),
    ...noIpv6('r10'),
    'net/ipv4/conf/all/send_redirects': 0,
    'net/ipv4/conf/default/send_redirects': 0,
  },
  pc: { 'net/ipv4/ip_forward': 0, ...everywhere, ...still('pc0') },
};

/** What answers in the lab beside the kernel. */
export const SERVICES = {
  dns: '172.16.86.1',
  names: { 'router.lab': ['172.16.86.1', '2001:db8:77::1'], 'pc.lab': ['172.16.86.20', '2001:db8:77::20'] },
  pools: [
    { link: 'r0', first: '172.16.86.100', last: '172.16.86.149', mask: '255.255.255.0' },
    { link: 'r0.50', first: '192.168.50.100', last: '192.168.50.149', mask: '255.255.255.0' },
  ],
  advertised: { link: 'r0', prefix: '2001:db8:77::', length: 64 },
  tcp: 80,
} as const;
