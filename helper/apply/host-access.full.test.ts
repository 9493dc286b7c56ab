// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LabHost, leavings, makeLabHost } from '../testing/lab-host.ts';

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
}, 120_000);
afterAll(() => host[Symbol.asyncDispose](), 120_000);

const pings = async (...argv: string[]) => (await host.lanyard(...argv)).exit === 0;

test.each([
  ['ipvlan', 'eth0', 'ip -o link show type ipvlan'],
  ['macvlan', 'eth0.50', 'ip -o link show type macvlan'],
])(
  'a %s network on %s: host and containers meet, and nothing is left',
  async (driver, parent, list) => {
    const before = leavings(await host.inventory());
    const subnet = ['--subnet=192.168.50.0/24', '--gateway=192.168.50.1'];
    const created = await host.lanyard(
      ...['network', 'create', '-d', driver, '-o', `parent=${parent}`, ...subnet, '--host-access', 'n1'],
    );
    expect(created).toMatchObject({ exit: 0 });
    const run = ['run', '-d', '--name', 'c1', '--network', 'n1', 'alpine', 'sleep', '86400'];
    expect((await host.lanyard(...run)).exit).toBe(0);
    expect((await host.run(['ping', '-c1', '-W5', '192.168.50.3'])).exit).toBe(0);
    expect(await pings('exec', 'c1', 'ping', '-c1', '-W5', '192.168.50.2')).toBe(true);
    expect((await host.lanyard('stop', '-t', '0', 'c1')).exit).toBe(0);
    expect((await host.run(['/bin/sh', '-c', list])).stdout).toBe('');
    await host.lanyard('rm', 'c1');
    expect((await host.lanyard('network', 'rm', 'n1')).exit).toBe(0);
    expect(leavings(await host.inventory())).toEqual(before);
  },
  120_000,
);

test('in mode l3 it is refused', async () => {
  const create = ['network', 'create', '-d', 'ipvlan', '-o', 'parent=eth0', '-o', 'ipvlan_mode=l3'];
  const refused = await host.lanyard(...create, '--subnet=192.168.50.0/24', '--host-access', 'n2');
  expect(refused).toMatchObject({ exit: 1 });
  expect(refused.stderr).toContain('no ARP in mode l3');
}, 60_000);
