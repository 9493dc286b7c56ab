// SPDX-License-Identifier: Apache-2.0

/** Where Lanyard deliberately does not do as Docker 28.5.2 did. Nothing else is excused. docs/golden.md says them at length. */
export const DIFFERENCES = {
  mac: 'the MAC is 02:42 and the IPv4 address, and stays (Docker 20.10 and the tutorial); without IPv4 it comes from the names',
  ipv6: 'an IPv6 subnet turns IPv6 on by itself',
  order: 'subnets keep the order in which they were given, and a failed create leaves nothing',
  early:
    'what Docker finds only when the container starts is refused at create or run, and no container is left',
  overlap: 'pools are checked for overlap per parent (link and VLAN), not across the whole host',
  kept: 'a stopped container keeps its address while it exists, so nobody else gets it',
  mtu: "an MTU that is asked for is given; Docker's macvlan and ipvlan ignore the option",
  words: 'the code of a fault is ours, and so are its words',
} as const;

export type Difference = keyof typeof DIFFERENCES;
