// SPDX-License-Identifier: Apache-2.0
import type { Container, Endpoint } from '../container.ts';
import { type Finding, finding } from '../finding.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { defaultRoutes } from '../plan/endpoint.ts';
import { birthName } from '../plan/names.ts';
import { type Exported, type ExportedFile, type Subject, TITLES } from './exported.ts';
import { idlePools, leftOutOf, noPlace, optionsLeftOut, poolsLeftOut } from './left-out.ts';
import { parentLink } from './parent-steps.ts';
import { type Section, unitText } from './unit.ts';

const NETWORK_FIELDS = [
  ...['driver', 'mode', 'flag', 'parent', 'mtu', 'internal', 'ipv6', 'ipv4', 'pools', 'slaac'],
];
const PROGRAM_FIELDS = [
  ...['image', 'entrypoint', 'command', 'env', 'hostname', 'workdir', 'user', 'tty', 'interactive', 'remove'],
  ...['restart', 'labels', 'endpoints'],
];

/** One container's link on one network. */
interface Attached {
  name: string;
  container: Container;
  endpoint: Endpoint;
  network: Network;
}

/** systemd.netdev(5) and systemd.network(5) units. networkd knows one namespace, the host's: what belongs into a sandbox is said. */
export function networkdOf({ networks, containers }: Subject, observation: Observation): Exported {
  const attached = attachedOf(containers, networks);
  const parents = networks.map((network) => ({ network, link: parentLink(network, observation) }));
  const files = [
    ...parents.flatMap(({ link }) => (link === undefined ? [] : [netdevOf(link)])),
    ...attached.map(memberNetdev),
    ...parentFiles(parents, attached),
    ...attached.map((one) => memberNetwork(one, observation)),
  ];
  return {
    files: files.filter((file, index) => files.findIndex((one) => one.name === file.name) === index),
    remarks: [
      ...networks.flatMap(networkRemarks),
      ...idlePools(networks, containers, 'networkd'),
      ...parents.flatMap(({ network, link }) => parentRemarks(network, link !== undefined)),
      ...containers.flatMap((container) => [
        finding('export-network-only', { container: container.spec.name, target: TITLES.networkd }),
        ...leftOutOf(container.spec, PROGRAM_FIELDS, 'networkd'),
      ]),
      ...attached.flatMap((one) => memberRemarks(one, observation)),
    ],
  };
}

function attachedOf(containers: readonly Container[], networks: readonly Network[]): Attached[] {
  const names = new Set<string>();
  return containers.flatMap((container) =>
    container.endpoints.flatMap((endpoint) => {
      const network = networks.find(({ spec }) => spec.id === endpoint.network);
      if (network === undefined) return [];
      const short = `${container.spec.name}-${endpoint.ifname}`;
      const free = short.length <= 15 && !names.has(short);
      const name = free ? short : birthName(container.spec.id, endpoint.ifname);
      names.add(name);
      return [{ name, container, endpoint, network }];
    }),
  );
}

type LinkSpec = NonNullable<ReturnType<typeof parentLink>>;

const netdevOf = ({ name, kind, vlanId, mtu }: LinkSpec): ExportedFile => ({
  name: `10-${name}.netdev`,
  text: unitText([
    ['NetDev', { Name: name, Kind: kind, MTUBytes: mtu }],
    ['VLAN', { Id: vlanId }],
  ]),
});

/** networkd's words for the kernel's. */
function memberNetdev({ name, endpoint, network }: Attached): ExportedFile {
  const { driver, mode, flag, mtu } = network.spec;
  const sections: Section[] = [
    ['NetDev', { Name: name, Kind: driver, MACAddress: endpoint.mac, MTUBytes: mtu }],
    driver === 'ipvlan'
      ? ['IPVLAN', { Mode: (mode ?? 'l2').toUpperCase(), Flags: flag }]
      : ['MACVLAN', { Mode: mode ?? 'bridge' }],
  ];
  return { name: `20-${name}.netdev`, text: unitText(sections) };
}

/** A parent's unit names the links that are made on it. */
function parentFiles(
  parents: readonly { network: Network; link: LinkSpec | undefined }[],
  attached: readonly Attached[],
): ExportedFile[] {
  const vlans = parents.flatMap(({ link }) => (link?.kind === 'vlan' ? [link] : []));
  const names = [...vlans.map((link) => link.parent ?? ''), ...parents.map(({ network }) => network.parent)];
  return [...new Set(names)].filter(Boolean).map((parent) => {
    const on = (driver: string) =>
      attached
        .filter(({ network }) => network.parent === parent && network.spec.driver === driver)
        .map(({ name }) => name);
    const own = vlans.filter((link) => link.parent === parent).map(({ name }) => name);
    return {
      name: `30-${parent}.network`,
      text: unitText([
        ['Match', { Name: parent }],
        ['Network', { VLAN: [...new Set(own)], MACVLAN: on('macvlan'), IPVLAN: on('ipvlan') }],
      ]),
    };
  });
}

function memberNetwork(
  { name, container, endpoint, network }: Attached,
  observation: Observation,
): ExportedFile {
  const { slaac } = network.spec;
  const text = unitText([
    ['Match', { Name: name }],
    ['Link', { RequiredForOnline: 'no' }],
    [
      'Network',
      {
        Address: endpoint.addresses,
        DHCP: network.spec.ipam === 'dhcp' ? 'ipv4' : 'no',
        LinkLocalAddressing: network.ipv6 ? 'ipv6' : 'no',
        IPv6AcceptRA: slaac ? 'yes' : 'no',
      },
    ],
  ]);
  const gateways = gatewaysOf(container, endpoint, observation).map((via) => `#Gateway=${via}\n`);
  return { name: `40-${name}.network`, text: text + gateways.join('') };
}

const gatewaysOf = (container: Container, endpoint: Endpoint, observation: Observation): string[] =>
  defaultRoutes(container.endpoints, observation)
    .filter(({ link }) => link === endpoint.ifname)
    .map(({ via, family }) => via ?? (family === 4 ? '0.0.0.0' : '::'));

function memberRemarks({ name, container, endpoint }: Attached, observation: Observation): Finding[] {
  return [
    finding('export-host-side', { link: name, container: container.spec.name }),
    ...gatewaysOf(container, endpoint, observation).map((via) =>
      finding('export-route-sandbox', { container: container.spec.name, via }),
    ),
    ...endpoint.spec.aliases.map((alias) =>
      noPlace(`--network-alias ${alias}`, container.spec.name, 'networkd'),
    ),
  ];
}

/** A NIC that was there before has a unit of its own, as a rule. */
function parentRemarks({ spec, parent, madeLinks }: Network, told: boolean): Finding[] {
  const made = madeLinks.includes(parent);
  if (made && !told)
    return [finding('export-parent-untold', { network: spec.name, target: TITLES.networkd })];
  const nic = made ? parent.slice(0, Math.max(0, parent.indexOf('.'))) : parent;
  return nic === '' ? [] : [finding('export-parent-file', { parent: nic, file: `30-${nic}.network` })];
}

const networkRemarks = ({ spec }: Network): Finding[] => [
  ...leftOutOf(spec, [...NETWORK_FIELDS, ...(spec.ipam === 'dhcp' ? ['ipam'] : [])], 'networkd'),
  ...optionsLeftOut(spec, 'networkd'),
  ...poolsLeftOut(spec, 'networkd'),
];
