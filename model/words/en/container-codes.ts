// SPDX-License-Identifier: Apache-2.0

/** Containers, endpoints, images, and who reaches whom. */
export const CONTAINER_WORDS = {
  'container-name-bad':
    '{name} cannot be a container name. Use two or more letters, digits, dots, dashes or underscores, the first a letter or digit.',
  'container-name-taken':
    'The name {name} belongs to container {id}. Choose another name, or remove that container first.',
  'container-unknown': 'There is no container {container}. See “ps -a” for those that are there.',
  'container-ambiguous': '{container} could be any of {matches}. Write more of the id, or the name.',
  'container-running': 'Container {container} is running. Stop it first, or force its removal.',
  'container-not-running': 'Container {container} is not running. Start it first.',
  'container-already-running': 'Container {container} is running already, so nothing is to be done.',
  'network-unknown':
    'There is no network {network}. See “network ls” for those that are there, or create it.',
  'network-gone':
    'Network {network} of container {container} was removed. Disconnect the container from it, or make the container anew.',
  'network-ambiguous': '{network} could be any of {matches}. Write more of the id, or the name.',
  'network-in-use': 'Network {network} has running containers: {containers}. Stop or disconnect them first.',
  'network-predefined': '{network} is predefined and stays as it is. Choose another network.',
  'network-unsupported':
    'Docker’s network {network} does not exist here. Name a network of your own with --network, or none.',
  'prune-asks': 'These networks have no container and would be removed: {networks}. Remove them?',
  'image-stands-in': '{image} is not on this host. In the lab, {toolbox} stands in for it.',
  'image-unknown': 'There is no image {image} on this host. Pull it, or import it from a file.',
  'image-in-use': 'Image {image} is used by {containers}. Remove those containers first.',
  'command-empty': 'Image {image} names no command to run. Write one after the image.',
  'endpoint-taken':
    'Container {container} is on network {network} already, and one container is on a network once.',
  'endpoint-missing': 'Container {container} is not on network {network}.',
  'endpoint-without-network': '{field} needs a network of your own to be about. Name one with --network.',
  'ip-bad': '{ip} is not an IPv{family} address. Write it without a prefix length.',
  'ip-outside': '{ip} is outside the subnets of network {network}: {subnets}. Choose an address inside.',
  'ip-needs-subnet':
    'Network {network} was made without a subnet, and {ip} can only be chosen in one that was. Leave the address out, or make the network with its subnet.',
  'ip-needs-family':
    'Network {network} has no IPv{family} subnet, so {ip} cannot be on it. Leave the address out, or make the network with such a subnet.',
  'ip-is-gateway': '{ip} is the gateway of network {network}. Choose another address.',
  'ip-is-reserved': '{ip} is reserved on network {network} as {name}. Choose another address.',
  'ip-is-network': '{ip} is the network address of {subnet}, which no host can have. Choose another address.',
  'ip-is-broadcast':
    '{ip} is the broadcast address of {subnet}, which no host can have. Choose another address.',
  'ip-taken': 'Container {container} holds {ip}. Choose another address.',
  'ip-on-lan':
    'Another device on the LAN of {parent} has {ip}: its MAC is {mac}. Choose another address, or free that one. If that device answers for every address (proxy ARP), make the network with -o lanyard.probe=off.',
  'ip-on-host': 'This host itself has {ip} on {parent}. Choose another address.',
  'lan-unasked':
    'Whether another device on the LAN of {parent} has the address already was not asked, as {package} is not installed. Install it, or make the network with -o lanyard.probe=off.',
  'ip-by-dhcp':
    'Addresses on network {network} come from the LAN’s DHCP server, so {ip} cannot be chosen here. Leave it out, and reserve it in that server for the container’s MAC.',
  'ip-outside-range':
    '{ip} is outside the range {range} that addresses are given out from. It is free to use, if nobody else on the LAN has it.',
  'mac-bad': '{mac} is not a MAC. Write six pairs of hex digits, as in 02:42:ac:10:56:02.',
  'mac-unusable':
    '{mac} is a multicast MAC or all zeros, which no link can have. Choose one whose second digit is even, such as 02:….',
  'mac-taken':
    '{holder} has the MAC {mac}, and two links on one parent cannot share it. Choose another, or leave it out.',
  'mac-unsupported':
    '{driver} containers have the MAC of their parent, so {mac} cannot be set. Leave it out, or use a macvlan network.',
  'pool-full':
    'Every IPv{family} address of network {network} ({subnets}) is given out. Remove a container, or make a network with a larger range.',
  'dns-bad':
    '{address} is not an address, and a DNS server is given by its address. Write it as in 192.168.1.1.',
  'dns-words-bad':
    '“{text}” cannot be a line of resolv.conf. Write one word for each search domain or option.',
  'add-host-bad': '“{host}” does not say a name and its address. Write NAME:ADDRESS.',
  'resolver-loopback':
    'The DNS servers of this host ({resolvers}) answer on its loopback only, or there is none, so the container gets none. Name one that the LAN reaches with --dns.',
  'resolver-on-host':
    'The DNS servers of this host ({resolvers}) are its own addresses, which its containers cannot reach. Name another one with --dns.',
  'resolver-other-family':
    'The DNS servers ({resolvers}) are of an address family that the container does not have, so it cannot ask them. Name one that it can with --dns.',
  'slaac-silent':
    'No router has advertised an IPv6 prefix to {link} in container {container} so far. It takes an address as soon as one does; check the router’s advertisements.',
  'gateway-priority-bad':
    '{priority} is not a gateway priority. Write a whole number, as in 10; the highest wins.',
  'env-bad': '“{env}” is not an environment variable. Write NAME=VALUE.',
  'host-cannot-reach':
    'This host cannot reach its own containers on network {network}, as the kernel keeps {parent} and what hangs on it apart; other devices on the LAN can. In mode bridge or l2, host access adds a path.',
  'host-access-private':
    'Host access needs a second link that speaks with the containers of {network}, and mode {mode} keeps all of them apart. Use mode bridge.',
  'host-access-vepa':
    'In mode {mode} everything on network {network} goes out to the switch and comes back only from a port with hairpin, so host access cannot be promised. Use mode bridge.',
  'host-access-passthru':
    'Network {network} has {parent} to itself in passthru mode, so there can be no link for host access beside it. Use mode bridge.',
  'host-access-routed':
    'Containers of network {network} do no ARP in mode {mode}, so this host and they would not find each other. Use mode l2.',
  'host-access-no-address':
    'Host access to network {network} needs an IPv4 address of this host on {parent}, as its LAN gives out the addresses and there is no pool to take one from. Give {parent} an address first.',
  'host-access-mac':
    'While containers run on network {network}, this host has one more link, {link} on {parent}, and a route to each of their addresses; the switch sees one more MAC. All of it goes with the last container.',
  'host-access-link':
    'While containers run on network {network}, this host has one more link, {link} on {parent}, and a route to each of their addresses. All of it goes with the last container.',
  'host-access-address':
    'For host access, this host itself takes {addresses} from the pools of network {network}.',
  'host-access-unchanged': 'Host access of network {network} is as asked already.',
  'host-route-gone':
    'Network {network} has host access, and yet this host’s route to {to} does not lead there. Turn host access on once more to make it anew.',
  'host-by-router':
    'This host’s address {ip} is outside the subnet of network {network}, so packets between them go by the router, and whether that passes them is not known here.',
  'pool-filling':
    'Of the {capacity} addresses that {subnet} has for network {network}, {used} are given out. Remove what is not used, or make a network with a larger range.',
  'pool-used-up':
    'All {capacity} addresses that {subnet} has for network {network} are given out. Remove what is not used, or make a network with a larger range.',
  'ip-is-shims': 'This host itself has {ip} on network {network}, for host access. Choose another address.',
  'rootfs-lost': 'The files that container {container} had written are gone. It starts from its image again.',

  'container-stopped': 'Container {container} is not running, so it holds no link. Start it.',
  'parent-gone':
    '{parent}, the parent of network {network}, is gone, and took the containers’ links with it. Restore the network, or bring {parent} back.',
  'sandbox-unseen':
    'The inside of container {container} cannot be seen without root, so nothing is certain here.',
  'link-gone': '{link} is no longer in container {container}. Restart the container to get it back.',
  'link-down': '{link} in container {container} is down. Bring it up, or restart the container.',
  'address-gone':
    '{address} is no longer on {link} in container {container}. Restart the container to get it back.',
  'address-duplicate':
    'Another device on the LAN has {address}, so the kernel does not use it on {link} in container {container}. Choose another address.',
  'lease-lost':
    'The DHCP server no longer lends {address} to {link} of container {container}, which is without an IPv4 address until one answers. Check the DHCP server.',
  'lease-overdue':
    'No DHCP server has renewed {address}, which {link} of container {container} holds, at the time it should have. The address goes when its lease runs out. Check the DHCP server.',
  'route-gone':
    'Container {container} has no route to {to}, which should leave by {link}. Restart the container to get it back.',
  'route-elsewhere':
    'Container {container} sends what is for {to} out of {dev} and not of {link}. Give the network of {link} a higher gateway priority, or correct the routes.',
  'mode-isolates':
    'Network {network} is in {mode} mode, which keeps its containers apart. Use bridge mode to let them reach each other.',
  'mode-hairpin':
    'Network {network} is in {mode} mode: containers reach each other only if the switch port sends frames back where they came from (hairpin). Use bridge mode if it does not.',
  'mode-routed':
    'Network {network} is in {mode} mode, so the LAN needs a route to its subnet by the address of {parent}. Without one, no answer comes back.',
  'gateway-is-host':
    'The gateway {gateway} of network {network} is this host, which cannot reach its own containers through {parent}. Use the router’s address.',
  'gateway-nobody':
    'Network {network} has no parent on a LAN, so nobody answers as {gateway}. Make it with a NIC as parent.',
  'network-internal':
    'Network {network} is internal: its containers have no default route, and reach only what is on the same LAN.',
  'host-address-none':
    'This host has no address on {parent}, so there is none for containers of network {network} to reach.',

  'scan-without-subnet': '{parent} has no IPv4 address, so its subnet is not known. Name the subnet to scan.',
  'scan-large': '{subnet} is too large to ask for every address. Scan a part of it, at most a {most}.',
  'scan-not-ipv4': '{subnet} is not IPv4, and only IPv4 subnets are small enough to ask for every address.',
  'scan-pool': 'The DHCP server {server} offered addresses from {first} to {last}.',
  'scan-no-dhcp': 'No DHCP server answered on {parent}.',
  'scan-range': 'Free for containers: --ip-range {range}.',
  'scan-no-range': 'In {subnet} no block of 8 or more addresses is free.',
  'scan-unready':
    '{parent} is down or has no carrier, so nobody can answer there. Bring it up, or plug it in.',

  drift: '{what} is not as it was left: wanted {wanted}, found {found}.',
  'drift-gone': '{what} is gone. Restore makes it again.',
} as const;
