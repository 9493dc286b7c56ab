// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LabHost, leavings, makeLabHost } from '../testing/lab-host.ts';

const CREATE = [
  'network',
  'create',
  '-d',
  'macvlan',
  '--subnet=172.16.86.0/24',
  '--gateway=172.16.86.1',
  '-o',
  'parent=eth0',
];

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
});
afterAll(() => host[Symbol.asyncDispose]());

const lines = (text: string): string[] => text.split('\n').filter(Boolean);

describe("the tutorial's bridge example", () => {
  test('from nothing to a reachable container and back to nothing', async () => {
    const before = leavings(await host.inventory());
    const created = await host.lanyard(...CREATE, 'my-macvlan-net');
    expect(created).toMatchObject({ exit: 0, stderr: '' });
    expect(created.stdout).toMatch(/^[0-9a-f]{64}\n$/);

    const run = [
      'run',
      '--rm',
      '-itd',
      '--network',
      'my-macvlan-net',
      '--name',
      'my-macvlan-alpine',
      'alpine:latest',
      'ash',
    ];
    const started = await host.lanyard(...run);
    expect(started.exit).toBe(0);
    expect(started.stderr).toContain('alpine:latest');

    const exec = (...argv: string[]) => host.lanyard('exec', 'my-macvlan-alpine', ...argv);
    const address = (await exec('ip', 'addr', 'show', 'eth0')).stdout;
    expect(address).toContain('link/ether 02:42:ac:10:56:02');
    expect(address).toContain('inet 172.16.86.2/24 brd 172.16.86.255');
    expect(address).not.toContain('inet6');
    const routes = lines((await exec('ip', 'route')).stdout).map((line) => line.trim().replace(/ +/g, ' '));
    expect(routes).toEqual([
      'default via 172.16.86.1 dev eth0',
      '172.16.86.0/24 dev eth0 scope link src 172.16.86.2',
    ]);
    expect((await exec('ping', '-c1', '-W2', '172.16.86.1')).exit).toBe(0);

    const inspected = JSON.parse((await host.lanyard('network', 'inspect', 'my-macvlan-net')).stdout);
    expect(Object.values(inspected[0].Containers)).toMatchObject([
      { Name: 'my-macvlan-alpine', MacAddress: '02:42:ac:10:56:02', IPv4Address: '172.16.86.2/24' },
    ]);

    expect((await host.lanyard('network', 'rm', 'my-macvlan-net')).exit).toBe(1);
    expect((await host.lanyard('stop', '-t', '0', 'my-macvlan-alpine')).stdout).toBe('my-macvlan-alpine\n');
    expect(lines((await host.lanyard('ps', '-aq')).stdout)).toEqual([]);
    expect((await host.lanyard('network', 'rm', 'my-macvlan-net')).stdout).toBe('my-macvlan-net\n');
    expect(leavings(await host.inventory())).toEqual(before);
  });

  test('a container that ends by itself is cleared away by its monitor, and its exit code is kept', async () => {
    await host.lanyard(...CREATE, 'n1');
    const before = await host.inventory();
    const ran = await host.lanyard(
      'run',
      '--name',
      'short',
      '--network',
      'n1',
      'alpine',
      'sh',
      '-c',
      'echo hello; exit 7',
    );
    expect(ran).toMatchObject({ exit: 7, stdout: 'hello\n' });
    const state = await settled(
      () => host.lanyard('inspect', '-f', '{{.State.Status}} {{.State.ExitCode}}', 'short'),
      'exited 7\n',
    );
    expect(state).toBe('exited 7\n');
    const after = await settledInventory(before.sandboxes);
    expect([after.links, after.mounts, after.cgroups]).toEqual([before.links, before.mounts, before.cgroups]);
    await host.lanyard('rm', 'short');
    expect(leavings(await host.inventory())).toEqual(leavings(before));
    await host.lanyard('network', 'rm', 'n1');
  });
});

/** The monitor's call-back takes a moment; asked again until it says so, or for as long as a test may take. */
async function settled(ask: () => Promise<{ stdout: string }>, wanted: string): Promise<string> {
  for (;;) {
    const { stdout } = await ask();
    if (stdout === wanted) return stdout;
  }
}

async function settledInventory(sandboxes: string) {
  for (;;) {
    const inventory = await host.inventory();
    if (inventory.sandboxes === sandboxes) return inventory;
  }
}

describe('what is refused', () => {
  beforeAll(async () => {
    await host.lanyard(...CREATE, 'n1');
    await host.lanyard(
      'run',
      '-d',
      '--name',
      'c0',
      '--network',
      'n1',
      '--ip',
      '172.16.86.50',
      'alpine',
      'sleep',
      '86400',
    );
  });
  afterAll(async () => {
    await host.lanyard('rm', '-f', 'c0');
    await host.lanyard('network', 'rm', 'n1');
  });

  const run = (...flags: string[]): string[] => [
    'run',
    '-d',
    '--name',
    'c9',
    '--network',
    'n1',
    ...flags,
    'alpine',
    'sleep',
    '1',
  ];

  test.each<[string, string[], number, string]>([
    [
      'a subnet that is none',
      ['network', 'create', '-d', 'macvlan', '--subnet=10.77.300.0/24', '-o', 'parent=eth0', 'x'],
      1,
      '10.77.300.0/24',
    ],
    ['a missing NIC', ['network', 'create', '-d', 'macvlan', '-o', 'parent=eth9', 'x'], 1, 'eth9'],
    ['a taken name', [...CREATE, 'n1'], 1, 'n1'],
    ['an overlap', [...CREATE, 'n2'], 1, '172.16.86.0/24'],
    ['a network in use', ['network', 'rm', 'n1'], 1, 'c0'],
    ['an unknown network', ['run', '-d', '--network', 'nope', 'alpine', 'sleep', '1'], 125, 'nope'],
    ['an address in use', run('--ip', '172.16.86.50'), 125, 'c0'],
    ['an address outside', run('--ip', '10.99.0.5'), 125, '10.99.0.5'],
    ['a multicast MAC', run('--mac-address', '01:00:5e:00:00:01'), 125, '01:00:5e:00:00:01'],
    ['an unknown image', ['run', '-d', 'no-such-image', 'sleep', '1'], 125, 'no-such-image'],
    ['an unknown container', ['stop', 'nope'], 1, 'nope'],
    ['a running container', ['rm', 'c0'], 1, 'c0'],
    ['an unknown flag', ['network', 'create', '-x', 'n3'], 125, '-x'],
    ['too few words', ['network', 'create', '-d', 'macvlan'], 1, 'network create'],
  ])(
    '%s: said with its facts and Docker’s exit code, and nothing has changed',
    async (_, words, exit, fact) => {
      const before = await host.inventory();
      const refused = await host.lanyard(...words);
      expect(refused.exit).toBe(exit);
      expect(refused.stderr).toContain(fact);
      expect(await host.inventory()).toEqual(before);
    },
  );

  test('--dry-run prints the commands, and nothing has changed', async () => {
    const before = await host.inventory();
    const dry = await host.lanyard(...run('--dry-run'));
    expect(dry.exit).toBe(0);
    expect(dry.stdout).toMatch(
      /ip link add link eth0 name ly\w{8}00 netns lanyard-\w{12} address 02:42:ac:10:56:02 type macvlan mode bridge/,
    );
    expect(await host.inventory()).toEqual(before);
  });

  test('a program that is not there is 127, one that cannot run 126, and no container is left', async () => {
    const before = leavings(await host.inventory());
    const ran = (...argv: string[]) => host.lanyard('run', '--network', 'n1', 'alpine', ...argv);
    expect((await ran('no-such-program')).exit).toBe(127);
    expect((await ran('/etc/passwd')).exit).toBe(126);
    expect(leavings(await host.inventory())).toEqual(before);
  });
});

describe('undo', () => {
  test('takes back what was done, last first, and can take back a removal', async () => {
    const before = leavings(await host.inventory());
    await host.lanyard(...CREATE, 'n1');
    await host.lanyard('run', '-d', '--name', 'c1', '--network', 'n1', 'alpine', 'sleep', '86400');
    await host.lanyard('rm', '-f', 'c1');
    expect((await host.lanyard('undo')).exit).toBe(0);
    const inspected = await host.lanyard(
      'inspect',
      '-f',
      '{{.State.Status}} {{(index .NetworkSettings.Networks "n1").IPAddress}}',
      'c1',
    );
    expect(inspected.stdout).toBe('running 172.16.86.2\n');
    await host.lanyard('rm', '-f', 'c1');
    await host.lanyard('network', 'rm', 'n1');
    expect(leavings(await host.inventory())).toEqual(before);
  });

  test('refuses when something has been built on it since', async () => {
    await host.lanyard(...CREATE, 'n1');
    const [created] = JSON.parse(
      `[${(await host.lanyard('history', '--format', '{{json .Entry}}')).stdout.split('\n')[0]}]`,
    );
    await host.lanyard('run', '-d', '--name', 'c1', '--network', 'n1', 'alpine', 'sleep', '86400');
    const undone = await host.lanyard('undo', created);
    expect(undone).toMatchObject({ exit: 1 });
    expect(undone.stderr).toContain('c1');
    await host.lanyard('rm', '-f', 'c1');
    expect((await host.lanyard('undo', created)).exit).toBe(0);
    expect(lines((await host.lanyard('network', 'ls', '--format', '{{.Name}}')).stdout)).toEqual(['none']);
  });
});
