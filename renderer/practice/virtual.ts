// SPDX-License-Identifier: Apache-2.0
import type { Link } from '../../model/link.ts';
import type { Observation } from '../../model/observation.ts';

/** The same machine as a VMware guest that NetworkManager keeps, with large frames on one NIC and a kernel without VLANs. */
export const asVirtual = (seen: Observation): Observation => ({
  ...seen,
  host: { ...seen.host, machine: { hypervisor: 'vmware', modules: { '8021q': 'missing' } } },
  links: seen.links.map((link) => ({ ...link, ...(GUEST[link.name] ?? {}) })),
});

const GUEST: Readonly<Record<string, Partial<Link>>> = {
  eth0: { driver: 'vmxnet3', keeper: { by: 'NetworkManager', profile: 'Wired connection 1' } },
  enp5s0: { mtu: 9000, carrier: true, operstate: 'up' },
};
