// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { ContainerSpec } from '../container.ts';
import type { Fault } from '../fault.ts';
import { NetworkSpec } from '../network.ts';
import type { Result } from '../result.ts';
import { containerSpecOf } from './container-spec.ts';
import { connectSpecOf } from './endpoint-spec.ts';
import { exitOf } from './exit.ts';
import { networkSpecOf } from './network-spec.ts';
import { parseCommand } from './parse.ts';
import { splitCommandLine } from './split.ts';

const ID = '0123456789abcdef'.repeat(4);

function specOf(line: string, around = {}): Result<NetworkSpec | ContainerSpec> {
  const read = parseCommand(splitCommandLine(line) ?? []);
  if (!read.ok) return read;
  const { value } = read;
  if (value.command === 'network create') return networkSpecOf(value, ID);
  if (value.command === 'run' || value.command === 'create') return containerSpecOf(value, ID, around);
  throw new Error(value.command);
}

function network(rest: string): NetworkSpec {
  const spec = specOf(`network create ${rest}`);
  if (!spec.ok) throw new Error(JSON.stringify(spec.fault));
  return NetworkSpec.parse(spec.value);
}

function container(rest: string, around = {}): ContainerSpec {
  const spec = specOf(`run ${rest}`, around);
  if (!spec.ok) throw new Error(JSON.stringify(spec.fault));
  return ContainerSpec.parse(spec.value);
}

function faultOf(line: string): Fault {
  const spec = specOf(line);
  if (spec.ok) throw new Error(JSON.stringify(spec.value));
  return spec.fault;
}

test('the whole of a network', () => {
  expect(network('-d macvlan --subnet=172.16.86.0/24 --gateway=172.16.86.1 -o parent=eth0 pub_net')).toEqual({
    id: ID,
    name: 'pub_net',
    driver: 'macvlan',
    parent: 'eth0',
    internal: false,
    ipv6: false,
    ipam: 'default',
    pools: [{ subnet: '172.16.86.0/24', gateway: '172.16.86.1', reserved: {} }],
    options: { parent: 'eth0' },
    labels: {},
  });
});

test('gateways, ranges and reserved addresses find their subnets, which keep their order', () => {
  const { pools } = network(
    `-d macvlan --subnet=192.168.216.0/24 --subnet=192.168.218.0/24 --gateway=2001:db8:abc8::10 --gateway=192.168.218.1
     --subnet=2001:db8:abc8::/64 --ip-range 192.168.218.128/25 --aux-address b=192.168.216.9 --aux-address a=192.168.216.8 n`,
  );
  expect(pools).toEqual([
    { subnet: '192.168.216.0/24', reserved: { b: '192.168.216.9', a: '192.168.216.8' } },
    { subnet: '192.168.218.0/24', gateway: '192.168.218.1', range: '192.168.218.128/25', reserved: {} },
    { subnet: '2001:db8:abc8::/64', gateway: '2001:db8:abc8::10', reserved: {} },
  ]);
});

test('driver options have their fields, and all stay', () => {
  const rest =
    '-o macvlan_mode=vepa -o ipvlan_mode=l3 -o ipvlan_flag=private -o com.docker.network.driver.mtu=1400 -o foo=bar';
  expect(network(`-d macvlan ${rest} n`)).toMatchObject({ mode: 'vepa', mtu: 1400 });
  expect(network(`-d macvlan ${rest} n`)).not.toHaveProperty('flag');
  expect(network(`-d ipvlan ${rest} n`)).toMatchObject({ mode: 'l3', flag: 'private' });
  expect(Object.keys(network(`-d ipvlan ${rest} n`).options)).toHaveLength(5);
  for (const none of ['-o parent', '-o parent=']) {
    expect(network(`-d macvlan ${none} n`)).not.toHaveProperty('parent');
    expect(network(`-d macvlan ${none} n`).options).toEqual({ parent: '' });
  }
});

/** What only preflight judges passes here as typed. */
test.each([
  ['--subnet=10.77.0.0/33', { subnet: '10.77.0.0/33' }],
  ['--subnet=10.77.0.9/24 --gateway=10.77.0.1', { subnet: '10.77.0.9/24', gateway: '10.77.0.1' }],
  ['--subnet=10.77.0.0/24 --gateway=10.77.0.1/24', { gateway: '10.77.0.1/24' }],
  ['--subnet=10.77.0.0/24 --ip-range=10.77.0.0/16', { range: '10.77.0.0/16' }],
  ['--subnet=10.77.0.0/24 --ip-range=10.77.0.130/25', { range: '10.77.0.130/25' }],
])('%s passes', (flags, pool) => {
  expect(network(`-d macvlan ${flags} n1`).pools[0]).toMatchObject(pool);
});

/** Flags, code, and Docker's exit code. */
test.each([
  ['--subnet=10.77.0.0/24 --gateway=abc', 'gateway-unmatched', 1],
  ['--subnet=10.77.0.0/24 --gateway=10.99.0.1', 'gateway-unmatched', 1],
  ['--gateway=10.77.0.1', 'pool-without-subnet', 1],
  ['--ip-range=10.77.0.0/25', 'pool-without-subnet', 1],
  ['--subnet=10.0.0.0/24 --gateway=10.0.0.1 --gateway=10.0.0.2', 'pool-without-subnet', 1],
  ['--subnet=10.0.0.0/24 --subnet=10.0.1.0/24 --gateway=10.0.0.1 --gateway=10.0.0.2', 'gateway-twice', 1],
  [
    '--subnet=10.0.0.0/24 --subnet=10.0.1.0/24 --ip-range=10.0.0.0/26 --ip-range=10.0.0.64/26',
    'range-twice',
    1,
  ],
  ['--subnet=10.77.0.0/24 --aux-address=x=10.99.0.9', 'reserved-unmatched', 1],
  ['--subnet=10.77.0.0/24 --aux-address=x=abc', 'reserved-unmatched', 1],
  ['--subnet=10.77.0.0/24 --aux-address=10.77.0.9', 'reserved-unnamed', 1],
  ['--aux-address=x=10.77.0.9', 'reserved-unmatched', 1],
  ['--subnet=10.77.0.0/24 --ip-range=abc', 'range-bad', 1],
  ['--subnet=10.77.0.0/24 --ip-range=10.78.0.0/25', 'range-unmatched', 1],
  ['--subnet=10.77.0.0/24 --subnet=10.77.0.0/25', 'subnet-overlaps-self', 1],
  ['--subnet=abc --gateway=10.0.0.1', 'subnet-bad', 1],
  ['--label =x', 'usage-flag-value', 125],
  ['--config-only', 'usage-flag-unsupported', 1],
  ['--ipv4=false', 'usage-flag-unsupported', 1],
  ['-o com.docker.network.driver.mtu=wide', 'usage-flag-value', 125],
])('network create %s: %s', (flags, code, exit) => {
  const fault = faultOf(`network create -d macvlan ${flags} -o parent=eth0 n1`);
  expect(fault.code).toBe(code);
  expect(exitOf('network create', fault)).toBe(exit);
});

test('the whole of a container', () => {
  expect(
    container(
      '--rm -itd --network n1 --name c1 --ip 10.77.0.9 --ip6 fd00::9 --mac-address 02:de:ad:00:00:01 --network-alias web -h box -w /srv -u 1000 -l a=b -e A=1 -e HOME -e NONE alpine ash -l',
      { environment: { HOME: '/root' }, envFiles: ['# note\n  B=2\n\nC=x y\n'] },
    ),
  ).toEqual({
    id: ID,
    name: 'c1',
    image: 'alpine',
    command: ['ash', '-l'],
    env: ['B=2', 'C=x y', 'A=1', 'HOME=/root'],
    hostname: 'box',
    workdir: '/srv',
    user: '1000',
    tty: true,
    interactive: true,
    remove: true,
    labels: { a: 'b' },
    endpoints: [
      { network: 'n1', ip: '10.77.0.9', ip6: 'fd00::9', mac: '02:de:ad:00:00:01', aliases: ['web'] },
    ],
  });
});

test('endpoints', () => {
  const of = (flags: string) => container(`${flags} alpine`).endpoints;
  expect(of('')).toEqual([{ network: 'bridge', aliases: [] }]);
  expect(of('--network none')).toEqual([]);
  expect(of('--network n2 --network n1 --ip 10.78.0.9')).toEqual([
    { network: 'n2', ip: '10.78.0.9', aliases: [] },
    { network: 'n1', aliases: [] },
  ]);
  expect(
    of('--network name=n1,ip=10.77.0.9,mac-address=02:00:00:00:00:01,alias=a,alias=b,gw-priority=5'),
  ).toEqual([
    { network: 'n1', ip: '10.77.0.9', mac: '02:00:00:00:00:01', gatewayPriority: 5, aliases: ['a', 'b'] },
  ]);
  const connect = parseCommand(['network', 'connect', '--gw-priority=3', '--alias=a,b', 'n1', 'c1']);
  expect(connect.ok && connect.value.command === 'network connect' && connectSpecOf(connect.value)).toEqual({
    network: 'n1',
    gatewayPriority: 3,
    aliases: ['a', 'b'],
  });
});

test('what is to be looked up where', () => {
  const { dns, hosts } = container(
    '--dns 9.9.9.9 --dns=2620:fe::fe --dns-search lan --dns-opt ndots:2 --add-host nas:10.0.0.5 --add-host=v6=[2001:db8::5] alpine',
  );
  expect(dns).toEqual({ servers: ['9.9.9.9', '2620:fe::fe'], search: ['lan'], options: ['ndots:2'] });
  expect(hosts).toEqual(['nas:10.0.0.5', 'v6:2001:db8::5']);
  expect(container('alpine')).not.toHaveProperty('dns');
  expect(container('alpine')).not.toHaveProperty('hosts');
});

test('SLAAC is a choice of its own, and enough for IPv6 only', () => {
  expect(network('-d macvlan --slaac n')).toMatchObject({ slaac: true, pools: [] });
  expect(network('-d macvlan --slaac --ipv4=false n')).toMatchObject({ slaac: true, ipv4: false });
  expect(network('-d macvlan n')).not.toHaveProperty('slaac');
});

test('--entrypoint is kept apart from the command', () => {
  const spec = container('--entrypoint sh --network none alpine -c true');
  expect([spec.entrypoint, spec.command]).toEqual(['sh', ['-c', 'true']]);
});

test('a name follows from the id', () => {
  expect(container('--network none alpine').name).toMatch(/^[a-z]+_[a-z]+\d\d$/);
});

test.each([
  ['--network name=a,foo=b', 'usage-flag-value'],
  ['--net n=1', 'usage-flag-value'],
  ['--network name=', 'usage-flag-value'],
  ['--network a --network a', 'usage-conflict'],
  ['--network name=a,ip=10.0.0.1 --ip 10.0.0.2', 'usage-conflict'],
  ['--restart always --rm', 'usage-conflict'],
  ['--ip 172.17.0.9', 'endpoint-without-network'],
  ['--network none --ip 10.0.0.9', 'endpoint-without-network'],
  ['--network none -e =x', 'env-bad'],
])('run %s: %s, exit 125', (flags, code) => {
  const fault = faultOf(`run ${flags} alpine`);
  expect(fault.code).toBe(code);
  expect(exitOf('run', fault)).toBe(125);
});

/** Measured on Docker's command line 28: `create` ends with 1 where the engine refuses, `run` with 125. */
test.each([
  ['run', 'program-not-found', 127],
  ['exec', 'program-not-executable', 126],
  ['start', 'program-not-found', 1],
  ['run', 'network-unknown', 125],
  ['create', 'network-unknown', 1],
  ['create', 'mac-bad', 125],
  ['run', 'usage-arguments', 1],
  ['exec', 'container-unknown', 1],
  ['network rm', 'network-in-use', 1],
  [undefined, 'usage-command', 1],
  [undefined, 'usage-flag-unknown', 125],
] as const)('%s with %s exits %i', (command, code, exit) => {
  expect(exitOf(command, { code, facts: {} })).toBe(exit);
});
