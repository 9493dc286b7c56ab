// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { ChangeOf } from './change.ts';
import type { ContainerSpec } from './container.ts';
import { makePlan } from './planner.ts';
import type { Step } from './step.ts';
import { commandOf } from './step-command.ts';
import { inverseOf } from './step-inverse.ts';
import { container, idOf, link, netSpec, network, toolbox, workstation } from './testing/host.ts';

const commands = (steps: readonly Step[]): string[] => steps.map(commandOf);

const runSpec = (other: Partial<ContainerSpec> = {}): ContainerSpec => ({
  id: idOf('c'),
  name: 'c1',
  image: 'alpine:latest',
  command: ['ash'],
  env: [],
  tty: true,
  interactive: true,
  remove: true,
  labels: {},
  endpoints: [{ network: 'n1', aliases: [] }],
  ...other,
});

const tutorial = network({
  name: 'my-macvlan-net',
  pools: [{ subnet: '172.16.86.0/24', gateway: '172.16.86.1', reserved: {} }],
});
const walk = workstation({ networks: [tutorial] });
const run = (spec: Partial<ContainerSpec>, host = walk) =>
  makePlan<'container-run'>({ ask: 'container-run', spec: runSpec(spec), start: true }, host);

describe('a network', () => {
  test('on a NIC that is there is a record only', () => {
    const plan = makePlan<'network-create'>({ ask: 'network-create', spec: netSpec() }, workstation());
    expect(commands(plan.steps)).toEqual(['# remember network aaaaaaaaaaaa']);
  });

  test('on a VLAN that is not there makes and raises the sub-interface first', () => {
    const plan = makePlan<'network-create'>(
      { ask: 'network-create', spec: netSpec({ parent: 'eth0.50' }) },
      workstation(),
    );
    expect(commands(plan.steps)).toEqual([
      'ip link add link eth0 name eth0.50 type vlan id 50',
      'ip link set eth0.50 up',
      '# remember network aaaaaaaaaaaa',
    ]);
  });

  test('without parent gets a dummy link of its own', () => {
    const plan = makePlan<'network-create'>(
      { ask: 'network-create', spec: netSpec({ parent: '' }) },
      workstation(),
    );
    expect(commands(plan.steps)[0]).toBe('ip link add name dm-aaaaaaaaaaaa type dummy');
  });

  test('without subnet gets the first default pool that nothing on the host uses', () => {
    const host = workstation({ routes: [{ family: 4, to: '172.18.0.0/16', dev: 'docker0' }] });
    const on = network({ pools: [] }, host);
    expect(on.pools).toEqual([{ subnet: '172.19.0.0/16', gateway: '172.19.0.1', reserved: {} }]);
  });

  test('an IPv6 subnet turns IPv6 on by itself', () => {
    expect(network({ pools: [{ subnet: '2001:db8:abc8::/64', reserved: {} }] }).ipv6).toBe(true);
  });

  test('goes with its VLAN only when it is the last on it', () => {
    const vlan = link('eth0.50', 9, {
      kind: 'vlan',
      medium: 'virtual',
      parent: 2,
      vlan: { id: 50, protocol: '802.1Q' },
    });
    const first = network({ parent: 'eth0.50' });
    const second = { ...first, spec: { ...first.spec, id: idOf('b'), name: 'n2' } };
    const host = workstation();
    const remove = (networks: (typeof first)[]) =>
      makePlan<'network-remove'>(
        { ask: 'network-remove', network: 'n1' },
        { ...host, links: [...host.links, vlan], networks },
      );
    expect(commands(remove([first, second]).steps)).toEqual(['# forget network aaaaaaaaaaaa']);
    expect(commands(remove([first]).steps)).toEqual([
      '# forget network aaaaaaaaaaaa',
      'ip link delete eth0.50',
    ]);
  });

  test('in use is not removed, and who uses it is said', () => {
    const on = network();
    const host = workstation({ networks: [on], containers: [container('c1', on, '10.77.0.2/24')] });
    const plan = makePlan<'network-remove'>({ ask: 'network-remove', network: 'n1' }, host);
    expect(plan.steps).toEqual([]);
    expect(plan.findings).toMatchObject([{ code: 'network-in-use', facts: { containers: ['c1'] } }]);
  });
});

describe('a container', () => {
  test("the tutorial's run, as a person would type it", () => {
    const plan = run({ endpoints: [{ network: 'my-macvlan-net', aliases: [] }] });
    expect(commands(plan.steps)).toEqual([
      '# remember container cccccccccccc',
      "# make the folders of cccccccccccc's root",
      'ip netns add lanyard-cccccccccccc',
      'ip netns exec lanyard-cccccccccccc sysctl -qw net.ipv6.conf.default.accept_ra=0',
      'ip netns exec lanyard-cccccccccccc sysctl -qw net.ipv4.conf.default.arp_notify=1',
      'ip netns exec lanyard-cccccccccccc sysctl -qw net.ipv6.conf.default.ndisc_notify=1',
      'ip netns exec lanyard-cccccccccccc sysctl -qw net.ipv6.conf.default.disable_ipv6=1',
      'ip link add link eth0 name lycccccccc00 netns lanyard-cccccccccccc address 02:42:ac:10:56:02 type macvlan mode bridge',
      'ip -n lanyard-cccccccccccc link set lycccccccc00 name eth0',
      'ip -n lanyard-cccccccccccc address add 172.16.86.2/24 broadcast 172.16.86.255 dev eth0',
      'ip -n lanyard-cccccccccccc link set eth0 up',
      'ip -n lanyard-cccccccccccc link set lo up',
      'ip -n lanyard-cccccccccccc route add default via 172.16.86.1 dev eth0',
      'mount -t overlay overlay run/cccccccccccc/bundle/rootfs',
      'runc create cccccccccccc',
      'runc start cccccccccccc',
    ]);
  });

  test.each<[string, Partial<ContainerSpec['endpoints'][number]>, string]>([
    ['address in words', { ip: 'abc' }, 'ip-bad'],
    ['IPv6 as --ip', { ip: '2001:db8::5' }, 'ip-bad'],
    ['outside the subnet', { ip: '10.99.0.5' }, 'ip-outside'],
    ['the gateway', { ip: '172.16.86.1' }, 'ip-is-gateway'],
    ['the network address', { ip: '172.16.86.0' }, 'ip-is-network'],
    ['the broadcast address', { ip: '172.16.86.255' }, 'ip-is-broadcast'],
    ['IPv6 on a network without', { ip6: '2001:db8::5' }, 'ip-needs-family'],
    ['no MAC', { mac: '02:de:ad' }, 'mac-bad'],
    ['multicast MAC', { mac: '01:00:5e:00:00:01' }, 'mac-unusable'],
    ["the parent's MAC", { mac: '02:aa:00:00:00:02' }, 'mac-taken'],
    ['unknown network', { network: 'nope' }, 'network-unknown'],
    ["Docker's host network", { network: 'host' }, 'network-unsupported'],
  ])('%s is refused, and nothing is planned', (_, endpoint, code) => {
    const plan = run({ endpoints: [{ network: 'my-macvlan-net', aliases: [], ...endpoint }] });
    expect(plan.steps).toEqual([]);
    expect(plan.findings.map((found) => found.code)).toContain(code);
  });

  test.each<[string, Partial<ContainerSpec>, string]>([
    ['bad name', { name: '-x' }, 'container-name-bad'],
    ['one-letter name (Docker wants two)', { name: 'x' }, 'container-name-bad'],
    ['unknown image', { image: 'nginx' }, 'image-unknown'],
    ['environment without name', { env: ['=x'] }, 'env-bad'],
    [
      'one network twice',
      {
        endpoints: [
          { network: 'n1', aliases: [] },
          { network: 'n1', aliases: [] },
        ],
      },
      'endpoint-taken',
    ],
  ])('%s is refused', (_, spec, code) => {
    const host = workstation({ networks: [network()] });
    expect(run(spec, host).findings.map((found) => found.code)).toContain(code);
  });

  test('a taken address names its holder, also when that is stopped', () => {
    const held = container('c9', tutorial, '172.16.86.2/24', { state: { status: 'exited', remains: false } });
    const plan = run(
      { endpoints: [{ network: 'my-macvlan-net', ip: '172.16.86.2', aliases: [] }] },
      { ...walk, containers: [held] },
    );
    expect(plan.findings).toMatchObject([
      { code: 'ip-taken', facts: { container: 'c9' }, field: 'endpoints.0.ip' },
    ]);
  });

  test('the interfaces follow the names of the networks; the default route the first name, or the priority', () => {
    const networks = [network({ name: 'zz' }), network({ id: idOf('b'), name: 'aa', parent: 'eth1' })];
    const host = workstation({ networks });
    const routes = (endpoints: ContainerSpec['endpoints']) =>
      commands(run({ endpoints }, host).steps).filter((command) => command.includes('route add'));
    expect(
      routes([
        { network: 'zz', aliases: [] },
        { network: 'aa', aliases: [] },
      ]),
    ).toEqual(['ip -n lanyard-cccccccccccc route add default via 10.77.0.1 dev eth0']);
    expect(
      routes([
        { network: 'zz', aliases: [], gatewayPriority: 1 },
        { network: 'aa', aliases: [] },
      ]),
    ).toEqual(['ip -n lanyard-cccccccccccc route add default via 10.77.0.1 dev eth1']);
  });

  test.each<[string[] | undefined, Partial<ContainerSpec>, string[]]>([
    [undefined, { command: ['date'] }, ['date']],
    [undefined, { command: [] }, ['ash']],
    [['entry'], { command: ['date'] }, ['entry', 'date']],
    [['entry'], { command: [] }, ['entry', 'ash']],
    [['entry'], { command: ['date'], entrypoint: 'sh' }, ['sh', 'date']],
    [['entry'], { command: [], entrypoint: 'sh' }, ['sh']],
  ])('an image whose entry point is %s, asked %o, runs %o', (entrypoint, spec, argv) => {
    const images = [{ ...toolbox, ...(entrypoint === undefined ? {} : { entrypoint }) }];
    const { steps } = run(spec, workstation({ networks: [network()], images }));
    expect(steps[0]).toMatchObject({ step: 'record-put', after: { argv } });
  });

  test('running is not removed without force', () => {
    const host = workstation({
      networks: [tutorial],
      containers: [container('c1', tutorial, '172.16.86.2/24')],
    });
    const remove = (force: boolean) =>
      makePlan<'container-remove'>({ ask: 'container-remove', container: 'c1', force }, host);
    expect(remove(false).findings).toMatchObject([{ code: 'container-running' }]);
    expect(remove(true).steps.map((step) => step.step)).toEqual([
      'container-stop',
      'container-delete',
      'link-delete',
      'sandbox-delete',
      'rootfs-unmount',
      'rootfs-delete',
      'record-put',
    ]);
  });

  test('connects while running: the new link, and the default route where it belongs', () => {
    const second = network({ id: idOf('b'), name: 'aa', parent: 'eth1' });
    const host = workstation({
      networks: [tutorial, second],
      containers: [container('c1', tutorial, '172.16.86.2/24')],
    });
    const change: ChangeOf<'network-connect'> = {
      ask: 'network-connect',
      container: 'c1',
      endpoint: { network: 'aa', aliases: [] },
    };
    const steps = commands(makePlan<'network-connect'>(change, host).steps);
    expect(steps.slice(-2).map((step) => step.replace(/lanyard-\w+/, 'S'))).toEqual([
      'ip -n S route delete default via 172.16.86.1 dev eth0',
      'ip -n S route add default via 10.77.0.1 dev eth1',
    ]);
  });
});

test('every step of a run but the irreversible has an inverse that is its own inverse', () => {
  const { steps } = run({ endpoints: [{ network: 'my-macvlan-net', aliases: [] }] });
  for (const step of steps) {
    const inverse = inverseOf(step);
    expect(inverse).not.toBeNull();
    const back = inverse && inverseOf(inverse);
    if (back !== null && step.step !== 'container-start') expect(back).toEqual(step);
  }
});
