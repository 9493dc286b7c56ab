// SPDX-License-Identifier: Apache-2.0

/** Networks: name, driver, pools, parent. */
export const NETWORK_WORDS = {
  'name-empty': 'The network has no name. Give it one.',
  'name-reserved': '{name} is a name that Docker keeps for itself. Choose another name.',
  'name-taken': 'A network named {name} is there already. Choose another name, or remove that one first.',
  'id-taken': 'The id {id} is in use already. Ask again with a new one.',
  'driver-unknown': 'There is no driver {driver}. Choose one of {drivers}.',
  'mode-unknown': '{driver} has no mode {mode}. Choose one of {modes}.',
  'flag-unknown': 'ipvlan has no flag {flag}. Choose one of {flags}.',
  'option-ignored': '{driver} does not know the option {option}. It is kept, and changes nothing.',
  'ipam-unknown': 'There is no address driver {ipam}. Leave it out to use the default one.',
  'ipam-empty':
    'The address driver {ipam} gives out no IPv4 addresses, and the network needs some. Leave it out to use the default one.',
  'dhcp-ipvlan':
    'ipvlan containers share the MAC of {parent}, and many DHCP servers know a client by its MAC only: they would give all of them one address. Use a macvlan network, or give out addresses from a subnet.',
  'dhcp-without-lan':
    'A network without parent is on no LAN, so no DHCP server answers there. Choose a parent.',
  'dhcp-without-ipv4':
    'DHCP leases IPv4 addresses, and the network is to have none. Leave --ipv4=false out, or use router advertisements without DHCP.',
  'option-value': '{value} is not a value of the option {option}. Choose one of {wants}.',

  'subnet-bad': '{subnet} is not a subnet. Write an address and a prefix length, as in 192.168.1.0/24.',
  'subnet-host-bits': '{subnet} is an address inside a subnet. The subnet itself is {meant}.',
  'subnet-overlaps-self':
    '{subnet} and {other} overlap, so one address could be given out twice. Keep one of them, or make them apart.',
  'subnet-overlaps':
    '{subnet} overlaps {other} of network {network} on {parent}, so one address could be given out twice. Put the containers on {network} and narrow its --ip-range, or choose a subnet apart.',
  'subnet-everything':
    '{subnet} is the whole address space, and no LAN has all of it. Choose the subnet of your LAN.',
  'subnet-multicast':
    '{subnet} is for multicast, and hosts cannot use its addresses. Choose a subnet of unicast addresses.',
  'subnet-loopback':
    '{subnet} is for loopback, and its addresses never leave a host. Choose the subnet of your LAN.',
  'subnet-small':
    'Addresses that {subnet} has for containers: {free}. Choose a larger subnet or range for more.',
  'subnet-not-parents':
    '{subnet} is not the subnet that {parent} is in ({addresses}). If {parent} carries only that one, the containers reach nobody outside; use it, or see that a router answers for {subnet}.',
  'gateway-bad': '{gateway} is not an address. Write the gateway without a prefix length, as in 192.168.1.1.',
  'gateway-outside':
    'The gateway {gateway} is outside {subnet}, so containers could not reach it. Choose an address inside.',
  'gateway-unmatched': 'No subnet holds the gateway {gateway}. Add its subnet, or correct the gateway.',
  'gateway-twice':
    '{subnet} has the gateway {other} already, and {gateway} would be a second one. Keep one of them.',
  'gateway-is-network':
    '{gateway} is the network address of {subnet}, which no router can have. Choose another address.',
  'gateway-is-broadcast':
    '{gateway} is the broadcast address of {subnet}, which no router can have. Choose another address.',
  'range-bad': '{range} is not a range. Write it as a subnet, as in 192.168.1.128/25.',
  'range-host-bits': '{range} is an address inside a range. The range itself is {meant}.',
  'range-outside': 'The range {range} is not inside {subnet}. Choose a part of the subnet.',
  'range-unmatched': 'No subnet holds the range {range}. Add its subnet, or correct the range.',
  'range-twice':
    '{subnet} has the range {other} already, and {range} would be a second one. Keep one of them.',
  'pool-without-subnet':
    '{field} stands without a subnet of its own. Give as many subnets as ranges and gateways.',
  'reserved-bad': '{address}, reserved as {name}, is not an address. Write it as in 192.168.1.9.',
  'reserved-unnamed': 'The reserved address {address} has no name. Write it as NAME=ADDRESS.',
  'reserved-outside':
    '{address}, reserved as {name}, is outside {subnet}. It would never be given out; leave it out or correct it.',
  'reserved-unmatched':
    'No subnet holds {address}, reserved as {name}. Add its subnet, or correct the address.',
  'reserved-is-gateway':
    '{address}, reserved as {name}, is the gateway, which is kept out already. Leave it out.',
  'reserved-is-end':
    '{address}, reserved as {name}, is the first or last address of {subnet}, which nobody gets. Leave it out.',
  'reserved-name-twice': 'Two reserved addresses are named {name}. Give each its own name.',
  'reserved-twice': '{address} is reserved twice, the second time as {name}. Keep one of them.',
  'default-pools-full':
    'Every default address pool is in use by a network or a link of this host. Choose a subnet yourself.',

  'parent-missing':
    'There is no link {parent} on this host. Choose one of {links}, or write NIC.ID for a VLAN.',
  'parent-dummy':
    'No parent is given, so the containers reach only each other. Choose a NIC as parent to put them on a LAN.',
  'parent-ipvlan-taken':
    'The ipvlan network {network} is on {parent} already, and a parent carries one ipvlan network. Use {network}, or a VLAN of {parent}.',
  'parent-loopback':
    '{parent} is the loopback link, and {driver} needs one that leads to a LAN. Choose a NIC.',
  'parent-port':
    '{parent} is a port of {kind} {master}, so the kernel refuses macvlan and ipvlan on it. Use {master} instead.',
  'parent-passthru':
    'Network {network} has {parent} to itself, as it is in passthru mode. Use another parent, or remove {network} first.',
  'parent-not-alone':
    'passthru needs {parent} to itself, and network {network} is on it. Use another mode or another parent.',
  'parent-other-driver':
    '{driver} network {network} is on {parent}, and the kernel does not let macvlan and ipvlan share a parent. Use {driver} here too, or another parent.',
  'parent-down': '{parent} is down, so nothing on it reaches the LAN. Bring it up first.',
  'parent-no-carrier':
    '{parent} has no signal, so nothing on it reaches the LAN. Check its cable and the switch port.',
  'parent-wifi':
    '{parent} is Wi-Fi, and most access points drop frames from a second MAC, so macvlan will likely not work. Use ipvlan, or a wired NIC.',
  'parent-other-link':
    'The {driver} link {link} is on {parent}, and the kernel does not let macvlan and ipvlan share a parent. Use {driver} here too, or another parent.',
  'parent-ipvlan-mode':
    'The ipvlan link {link}, which Lanyard did not make, is on {parent} in mode {mode}. All ipvlan links of a parent have one mode, so another one would change it under its owner. Use mode {mode}, or another parent.',
  'parent-vm':
    '{parent} is the NIC of a virtual machine, and whether frames from other MACs pass is up to its hypervisor. Allow them there (promiscuous mode, MAC spoofing), or use ipvlan.',
  'parent-vm-kvm':
    '{parent} is the NIC of a KVM virtual machine. On a Linux bridge other MACs pass; on a macvtap set trustGuestRxFilters to yes in the domain’s interface, and leave nwfilter’s clean-traffic and no-mac-spoofing out.',
  'parent-vm-proxmox':
    '{parent} is the NIC of a Proxmox virtual machine. If its firewall is on, set MAC filter to No under Firewall, Options of the machine, and leave IP filter off.',
  'parent-vm-vmware':
    '{parent} is the NIC of a VMware virtual machine, and its port group drops frames for other MACs. Set Promiscuous mode and Forged transmits of the port group to Accept, or turn MAC learning on; or use ipvlan.',
  'parent-vm-hyperv':
    '{parent} is the NIC of a Hyper-V virtual machine, and its switch drops frames from other MACs. Turn on MAC address spoofing (Set-VMNetworkAdapter -MacAddressSpoofing On), or use ipvlan.',
  'parent-vm-virtualbox':
    '{parent} is the NIC of a VirtualBox virtual machine, and other MACs get no frames. Set Promiscuous Mode of its bridged adapter to Allow All, or use ipvlan.',
  'parent-cloud-macs':
    '{parent} is a NIC at {cloud}, and clouds commonly drop frames from MACs that they did not assign, so macvlan will likely not pass. Use ipvlan in mode l3 with addresses that {cloud} routes to this machine.',
  'parent-cloud-addresses':
    '{parent} is a NIC at {cloud}, and clouds commonly drop packets from addresses that they did not assign. Assign the containers’ addresses to this machine at {cloud} first.',
  'parent-mtu-large':
    '{parent} sends frames of up to {mtu} bytes, and so will its containers. Devices on the LAN that take only 1500 will not hear the large ones; give the network an MTU of 1500 if there are such.',
  'parent-mtu-small':
    '{parent} sends packets of up to {mtu} bytes, fewer than the usual 1500, and so will its containers.',
  'kept-networkmanager':
    'NetworkManager configures {parent} (connection {profile}): when that goes down, all that is on {parent} goes down with it, and links that Lanyard makes there may be given a connection of their own. To keep them out, write [keyfile] and unmanaged-devices={devices} into /etc/NetworkManager/conf.d/lanyard.conf.',
  'kept-networkd':
    '{parent} is configured by systemd-networkd ({profile}), which takes addresses and routes that it did not set off any link that one of its files matches. To keep it off what Lanyard makes, write [Match] Name=ly-* {parent}.ID and [Link] Unmanaged=yes into /etc/systemd/network/05-lanyard.network.',
  'kept-ifupdown':
    'ifupdown configures {parent} ({profile}): ifdown takes it down, and all that is on it. Leave {parent}.ID out of /etc/network/interfaces, or ifup and Lanyard both make it.',
  'kept-netplan':
    'What {by} does with {parent} is written by netplan, and netplan apply may take the link down for a moment. Leave sub-interfaces that Lanyard makes out of /etc/netplan.',
  'kernel-old':
    'Linux {kernel} is too old for {what}, which needs {needs} or later. Use a newer kernel, or another driver or mode.',
  'module-missing':
    'Linux {kernel} has no module {module} here, so the kernel refuses such links. Install the package {package}, and start the machine again if that brings a new kernel.',
  'macs-several':
    'The switch sees {count} MACs on the port of {nic}. Ports with port security may let only {limit} pass: if containers fall silent, raise that limit, or use ipvlan, which adds none.',
  'macs-many':
    'The switch sees {count} MACs on the port of {nic}, more than the {limit} that many ports let pass at most, and each takes a place in the tables of every switch. Use ipvlan, which adds none, or spread the containers over several NICs.',
  'vlan-id-bad': '{id} in {parent} is not a VLAN ID. Write a number from 1 to 4094, as in eth0.10.',
  'vlan-id-range': 'VLAN ID {id} in {parent} is out of range. Choose one from 1 to 4094.',
  'vlan-name-form': '{parent} is not of the form NIC.ID. Write one NIC and one VLAN ID, as in eth0.10.',
  'vlan-name-long':
    'The name {parent} has {length} characters, and the kernel takes 15. Make a sub-interface with a shorter name and use that.',
  'vlan-id-taken':
    'VLAN {id} on {nic} is there already under the name {link}, and the kernel makes it once. Use {link} as parent.',
  'vlan-nic-down': '{nic} is down, so {parent} could not be brought up. Bring {nic} up first.',
  'vlan-nic-missing': 'There is no NIC {nic} on this host to carry the VLAN. Choose one of {links}.',
  'mtu-below-ipv6':
    'An MTU of {mtu} bytes is too small for IPv6, which needs 1280. Choose 1280 or more, or leave IPv6 out.',
  'slaac-routed':
    'Router advertisements do not reach containers in {mode} mode, so they cannot take addresses from them. Use mode l2, or give an IPv6 subnet.',
  'mtu-bad': '{mtu} is not an MTU. Write a whole number of bytes from 68 to 65535, as in 1500.',
  'mtu-above-parent':
    'An MTU of {mtu} bytes is more than the {parentMtu} bytes of {parent}. Choose {parentMtu} or less.',
} as const;
