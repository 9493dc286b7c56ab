// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { Container, ContainerSpec } from '../container.ts';
import type { Network, NetworkSpec } from '../network.ts';
import type { Observation } from '../observation.ts';
import { planContainerRun } from '../plan/container.ts';
import { planNetworkCreate } from '../plan/network.ts';
import { idOf, netSpec, workstation } from '../testing/host.ts';
import { asIfDone } from '../text-in/as-if.ts';
import { everything, exportAs, subjectOf, textOf } from './export.ts';
import { TARGETS, type Target } from './exported.ts';

const box = (other: Partial<ContainerSpec> = {}): ContainerSpec => ({
  id: idOf('c'),
  name: 'web',
  image: 'alpine',
  command: ['ash'],
  env: [],
  tty: false,
  interactive: false,
  remove: false,
  labels: {},
  endpoints: [{ network: 'n1', aliases: [] }],
  ...other,
});

/** A workstation on which networks and containers were made, one after the other. */
function host(networks: Partial<NetworkSpec>[], containers: ContainerSpec[] = []): Observation {
  const withNetworks = networks.reduce<Observation>((seen, other, index) => {
    const plan = planNetworkCreate(netSpec({ id: idOf(`${index}`), ...other }), seen);
    expect(plan.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    return asIfDone(plan, seen);
  }, workstation());
  return containers.reduce((seen, spec) => {
    const plan = planContainerRun(spec, true, seen);
    expect(plan.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    return asIfDone(plan, seen);
  }, withNetworks);
}

const exported = (target: Target, seen: Observation) => exportAs(target, everything(seen), seen);
const file = (target: Target, seen: Observation, name?: string) =>
  exported(target, seen).files.find((one) => name === undefined || one.name === name)?.text ?? '';
const left = (target: Target, seen: Observation) =>
  exported(target, seen).remarks.map(({ code, facts }) => [code, ...Object.values(facts)].join(' '));

const VLAN: Partial<NetworkSpec> = {
  parent: 'eth0.50',
  pools: [
    {
      subnet: '192.168.50.0/24',
      gateway: '192.168.50.1',
      range: '192.168.50.128/25',
      reserved: { r: '192.168.50.129' },
    },
    { subnet: '2001:db8:50::/64', reserved: {} },
    { subnet: '192.168.51.0/24', reserved: {} },
  ],
  labels: { a: 'b' },
  options: { parent: 'eth0.50', foo: 'bar' },
};

test('ip: the parent, then each sandbox under its container’s name', () => {
  const text = file('ip', host([VLAN, { name: 'n2', pools: [] }], [box()]));
  expect(text.split('\n').filter((line) => !/sysctl|tentative/.test(line))).toEqual([
    '#!/bin/sh',
    'set -e',
    '',
    'ip link add link eth0 name eth0.50 type vlan id 50',
    'ip link set eth0.50 up',
    '',
    '# web',
    'ip netns add web',
    expect.stringMatching(
      /^ip link add link eth0\.50 name ly\S+ netns web address 02:42:c0:a8:32:80 type macvlan mode bridge$/,
    ),
    expect.stringMatching(/^ip -n web link set ly\S+ name eth0$/),
    ...text.split('\n').filter((line) => /^ip -n web (address|link set \S+ up|route)/.test(line)),
    '',
  ]);
  expect(text).toContain('ip -n web address add 192.168.50.128/24 broadcast 192.168.50.255 dev eth0\n');
  expect(text).toContain('ip -n web route add default via 192.168.50.1 dev eth0\n');
});

test('ip: what it has no place for', () => {
  expect(left('ip', host([VLAN], [box({ endpoints: [{ network: 'n1', aliases: ['www'] }] })]))).toEqual([
    'export-left-out --label n1 ip',
    'export-left-out -o foo n1 ip',
    'export-left-out --ip-range 192.168.50.128/25 n1 ip',
    'export-left-out --aux-address r=192.168.50.129 n1 ip',
    'export-left-out --subnet 192.168.51.0/24 n1 ip',
    'export-network-only web ip',
    'export-left-out --network-alias www web ip',
  ]);
});

test('networkd: a unit each, names in their own unit, the default route as a comment', () => {
  const seen = host(
    [
      VLAN,
      { name: 'n2', driver: 'ipvlan', parent: undefined, mode: 'l3', flag: 'vepa', mtu: 1400, pools: [] },
    ],
    [
      box({
        endpoints: [
          { network: 'n1', aliases: [] },
          { network: 'n2', aliases: [] },
        ],
      }),
    ],
  );
  const { files, remarks } = exported('networkd', seen);
  expect(files.map(({ name }) => name)).toEqual([
    '10-eth0.50.netdev',
    '10-di-111111111111.netdev',
    '20-web-eth0.netdev',
    '20-web-eth1.netdev',
    '30-eth0.network',
    '30-eth0.50.network',
    '30-di-111111111111.network',
    '40-web-eth0.network',
    '40-web-eth1.network',
  ]);
  expect(file('networkd', seen, '10-eth0.50.netdev')).toBe(
    '[NetDev]\nName=eth0.50\nKind=vlan\n\n[VLAN]\nId=50\n',
  );
  expect(file('networkd', seen, '30-eth0.network')).toBe('[Match]\nName=eth0\n\n[Network]\nVLAN=eth0.50\n');
  expect(file('networkd', seen, '30-eth0.50.network')).toBe(
    '[Match]\nName=eth0.50\n\n[Network]\nMACVLAN=web-eth0\n',
  );
  expect(file('networkd', seen, '20-web-eth1.netdev')).toBe(
    '[NetDev]\nName=web-eth1\nKind=ipvlan\nMTUBytes=1400\n\n[IPVLAN]\nMode=L3\nFlags=vepa\n',
  );
  expect(file('networkd', seen, '40-web-eth0.network')).toContain(
    'Address=192.168.50.128/24\nAddress=2001:db8:50::',
  );
  expect(file('networkd', seen, '40-web-eth0.network')).toContain('\n#Gateway=192.168.50.1\n');
  const codes = remarks.map(({ code }) => code);
  expect(codes).toContain('export-host-side');
  expect(codes).toContain('export-route-sandbox');
  expect(remarks).toContainEqual(
    expect.objectContaining({
      code: 'export-parent-file',
      facts: { parent: 'eth0', file: '30-eth0.network' },
    }),
  );
});

test('Multus: one configuration a network, one range a family', () => {
  const seen = host(
    [VLAN],
    [
      box({
        tty: true,
        env: ['A=1'],
        remove: true,
        endpoints: [{ network: 'n1', mac: '02:de:ad:00:00:01', ip: '192.168.50.200', aliases: [] }],
      }),
    ],
  );
  const [definition, pod] = parseAllDocuments(file('multus', seen)).map((one) => one.toJS());
  expect(definition).toMatchObject({
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: { name: 'n1' },
  });
  expect(JSON.parse(definition.spec.config)).toEqual({
    cniVersion: '1.0.0',
    name: 'n1',
    type: 'macvlan',
    master: 'eth0.50',
    mode: 'bridge',
    capabilities: { mac: true },
    ipam: {
      type: 'whereabouts',
      ipRanges: [
        {
          range: '192.168.50.0/24',
          range_start: '192.168.50.128',
          range_end: '192.168.50.255',
          exclude: ['192.168.50.129/32', '192.168.50.1/32'],
        },
        { range: '2001:db8:50::/64', exclude: ['2001:db8:50::1/128'] },
      ],
      routes: [
        { dst: '0.0.0.0/0', gw: '192.168.50.1' },
        { dst: '::/0', gw: '2001:db8:50::1' },
      ],
    },
  });
  expect(JSON.parse(pod.metadata.annotations['k8s.v1.cni.cncf.io/networks'])).toEqual([
    { name: 'n1', interface: 'net1', mac: '02:de:ad:00:00:01' },
  ]);
  expect(pod.spec.containers).toEqual([
    { name: 'web', image: 'alpine', args: ['ash'], env: [{ name: 'A', value: '1' }], tty: true },
  ]);
  expect(left('multus', seen)).toEqual([
    'export-node-link eth0.50 n1',
    'export-left-out --subnet 192.168.51.0/24 n1 Multus',
    'export-left-out --label n1 Multus',
    'export-left-out -o foo n1 Multus',
    'export-left-out --ip 192.168.50.200 web Multus',
    'export-left-out --rm web Multus',
  ]);
});

test('Multus: a single range has its gateway; names that Kubernetes does not allow', () => {
  const seen = host([{ name: 'My_LAN', internal: true }]);
  const { spec, metadata } = parse(file('multus', seen));
  expect(metadata).toEqual({ name: 'my-lan' });
  expect(JSON.parse(spec.config).ipam).toEqual({
    type: 'whereabouts',
    range: '10.77.0.0/24',
    exclude: ['10.77.0.1/32'],
    gateway: '10.77.0.1',
  });
  expect(left('multus', seen)).toEqual(['export-renamed My_LAN Multus my-lan']);
});

test('Compose: names whole, values that YAML or Compose would misread', () => {
  const seen = host(
    [{ name: 'a b', labels: { on: 'yes', cost: '$5', when: '1:20' } }],
    [box({ endpoints: [{ network: 'a b', ip: '10.77.0.9', aliases: [] }], command: ['echo', '"', 'a\nb'] })],
  );
  const text = file('compose', seen);
  expect(text).toContain('"on": "yes"');
  expect(text).toContain('when: "1:20"');
  expect(parse(text)).toEqual({
    services: {
      web: {
        container_name: 'web',
        image: 'alpine',
        command: ['echo', '"', 'a\nb'],
        networks: { 'a-b': { ipv4_address: '10.77.0.9' } },
      },
    },
    networks: {
      'a-b': {
        name: 'a b',
        driver: 'macvlan',
        driver_opts: { parent: 'eth0' },
        labels: { on: 'yes', cost: '$$5', when: '1:20' },
        ipam: { config: [{ subnet: '10.77.0.0/24', gateway: '10.77.0.1' }] },
      },
    },
  });
});

test('Compose: a name with a line break in it is left out, and said', () => {
  const seen = host([{ labels: { 'a\nb': 'c', d: 'e' } }]);
  expect(parse(file('compose', seen)).networks.n1.labels).toEqual({ d: 'e' });
  expect(left('compose', seen)).toEqual(['export-left-out --label a\nb n1 Compose']);
});

test('a container brings its networks; what is not there is said', () => {
  const seen = host([{}, { name: 'n2', pools: [] }], [box()]);
  const names = (subject: { networks: readonly Network[]; containers: readonly Container[] }) =>
    [...subject.networks, ...subject.containers].map(({ spec }) => spec.name);
  const web = subjectOf(['web'], seen);
  expect(web.ok && names(web.value)).toEqual(['n1', 'web']);
  const both = subjectOf(['n2', idOf('c').slice(0, 12)], seen);
  expect(both.ok && names(both.value)).toEqual(['n1', 'n2', 'web']);
  expect(subjectOf(['nobody'], seen)).toMatchObject({ ok: false, fault: { code: 'export-unknown' } });
});

test('remarks stand as comments in the text, in either language, and end no line', () => {
  const seen = host([{ name: 'a\nrm -rf x', labels: { a: 'b' } }]);
  for (const target of TARGETS) {
    const { remarks } = exported(target, seen);
    for (const language of ['en', 'zh'] as const) {
      const comments = textOf({ files: [], remarks }, language).split('\n').filter(Boolean);
      expect(comments).toHaveLength(new Set(remarks.map((one) => JSON.stringify(one))).size);
      for (const comment of comments) expect(comment).toMatch(/^# /);
    }
  }
  const script = textOf(exported('ip', seen), 'zh');
  expect(script).toMatch(/^#!\/bin\/sh\n# ip 无法表达/);
});
