// SPDX-License-Identifier: Apache-2.0
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runTool } from '../command.ts';
import { labEnter } from '../lab/enter.ts';
import { type LabHost, leavings, makeLabHost } from '../testing/lab-host.ts';

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
});
afterAll(() => host[Symbol.asyncDispose]());

const ON = ['-d', 'macvlan', '-o', 'parent=eth0'];
const V6 = ['--subnet=2001:db8:77::/64', '--gateway=2001:db8:77::1'];
const RUN = ['run', '-d', '--network', 'n6'];
const PC = '2001:db8:77::20';

async function pass(...words: string[]): Promise<string> {
  const ran = await host.lanyard(...words);
  expect(ran, words.join(' ')).toMatchObject({ exit: 0 });
  return ran.stdout;
}

interface Address {
  family: string;
  local: string;
  scope: string;
  tentative?: true;
  dadfailed?: true;
  dynamic?: true;
}

/** The IPv6 addresses of a container's link, as its own kernel says. */
async function addressesOf(container: string, link = 'eth0'): Promise<Address[]> {
  const entered = await labEnter(host.name, `container:${container}`);
  if (!entered.ok) throw new Error(JSON.stringify(entered.fault));
  const { tool, argv } = entered.value;
  const ran = await runTool(tool, [...argv, 'ip', '-6', '-j', 'addr', 'show', 'dev', link]);
  if (!ran.ok) throw new Error(JSON.stringify(ran.fault));
  const [seen] = JSON.parse(ran.value.stdout || '[]') as { addr_info: Address[] }[];
  return seen?.addr_info ?? [];
}

async function inPlace(place: string, ...argv: string[]): Promise<string> {
  const entered = await labEnter(host.name, place);
  if (!entered.ok) throw new Error(JSON.stringify(entered.fault));
  const ran = await runTool(entered.value.tool, [...entered.value.argv, ...argv]);
  if (!ran.ok || ran.value.exit !== 0) throw new Error(`${argv.join(' ')}: ${JSON.stringify(ran)}`);
  return ran.value.stdout;
}

afterEach(async () => {
  const containers = (await pass('ps', '-aq')).split('\n').filter(Boolean);
  if (containers.length > 0) await pass('rm', '-f', ...containers);
  const networks = (await pass('network', 'ls', '-q')).split('\n').filter((id) => !/^0*$/.test(id));
  if (networks.length > 0) await pass('network', 'rm', ...networks);
});

describe('IPv6', () => {
  test('dual stack: nothing is tentative when run returns, nor when the program starts', async () => {
    await pass('network', 'create', ...ON, '--subnet=10.77.0.0/24', '--gateway=10.77.0.1', ...V6, 'n6');
    const before = leavings(await host.inventory());
    await pass(...RUN, '--name', 'c1', 'lanyard/toolbox', 'sh', '-c', 'cat /proc/net/if_inet6; sleep 1000');
    const addresses = await addressesOf('c1');
    expect(addresses.map(({ scope }) => scope).sort()).toEqual(['global', 'link']);
    expect(addresses.filter(({ tentative }) => tentative)).toEqual([]);
    // Flags of /proc/net/if_inet6: 40 is IFA_F_TENTATIVE.
    const atStart = (await pass('logs', 'c1'))
      .trim()
      .split('\n')
      .filter((line) => line.includes('eth0'));
    expect(atStart.map((line) => line.split(/\s+/)[4])).toEqual(['80', '80']);
    await pass('exec', 'c1', 'ping', '-6', '-c1', '-W2', PC);
    await pass('exec', 'c1', 'ping', '-6', '-c1', '-W2', '2001:db8:77::1');
    await pass('rm', '-f', 'c1');
    expect(leavings(await host.inventory())).toEqual(before);
  });

  test('IPv6 only: no IPv4 at all, and the gateway is the default route', async () => {
    await pass('network', 'create', ...ON, '--ipv4=false', ...V6, 'n6');
    await pass(...RUN, '--name', 'c1', 'lanyard/toolbox', 'sleep', '1000');
    expect(await pass('exec', 'c1', 'ip', '-4', 'addr', 'show', 'eth0')).toBe('');
    expect((await addressesOf('c1')).map(({ local }) => local)).toContain('2001:db8:77::2');
    expect(await pass('exec', 'c1', 'ip', '-6', 'route')).toMatch(/default via 2001:db8:77::1 dev eth0/);
    await pass('exec', 'c1', 'ping', '-6', '-c1', '-W2', PC);
  });

  test('an address that another device has is refused with its MAC, and nothing is left', async () => {
    await pass('network', 'create', ...ON, ...V6, '--subnet=10.77.0.0/24', 'n6');
    const before = leavings(await host.inventory());
    const ran = await host.lanyard(...RUN, '--name', 'c1', '--ip6', PC, 'lanyard/toolbox', 'sleep', '1000');
    expect(ran.exit).toBe(125);
    expect(ran.stderr).toContain(PC);
    expect(ran.stderr).toContain('02:cc:00:00:00:20');
    expect(leavings(await host.inventory())).toEqual(before);
    expect(await pass('ps', '-aq')).toBe('');
    expect(await inPlace('pc', 'ping', '-c1', '-W2', '2001:db8:77::1')).toContain('1 received');
  });

  test('a network connected while it runs is settled too, and a duplicate there leaves it as it was', async () => {
    await pass('network', 'create', ...ON, '--subnet=10.77.0.0/24', 'n4');
    await pass('network', 'create', ...ON, '--ipv4=false', ...V6, 'n6');
    await pass('run', '-d', '--network', 'n4', '--name', 'c1', 'lanyard/toolbox', 'sleep', '1000');
    const refused = await host.lanyard('network', 'connect', '--ip6', PC, 'n6', 'c1');
    expect(refused.exit).toBe(1);
    expect(refused.stderr).toContain('02:cc:00:00:00:20');
    expect(await pass('exec', 'c1', 'ip', 'link')).not.toContain('eth1');
    await pass('network', 'connect', 'n6', 'c1');
    const addresses = await addressesOf('c1', 'eth1');
    expect(addresses).toHaveLength(2);
    expect(addresses.filter(({ tentative }) => tentative)).toEqual([]);
  });

  test('IPv4 alone waits for nothing', async () => {
    await pass('network', 'create', ...ON, '--subnet=10.77.0.0/24', 'n6');
    expect(await pass(...RUN, '--dry-run', 'lanyard/toolbox', 'true')).not.toContain('tentative');
    await pass(...RUN, '--name', 'c1', 'lanyard/toolbox', 'sleep', '1000');
    expect(await addressesOf('c1')).toEqual([]);
  });

  test('without a signal on the parent there is nobody to ask, and run does not wait', async () => {
    await pass('network', 'create', ...ON, '--ipv4=false', ...V6, 'n6');
    await inPlace('switch', 'ip', 'link', 'set', 'sw-eth0', 'down');
    try {
      await pass(...RUN, '--name', 'c1', 'lanyard/toolbox', 'sleep', '1000');
      expect((await addressesOf('c1')).map(({ local }) => local)).toContain('2001:db8:77::2');
    } finally {
      await inPlace('switch', 'ip', 'link', 'set', 'sw-eth0', 'up');
    }
  });
});

describe('SLAAC', () => {
  test("a router's prefix gives the address and the default route, and inspect shows both", async () => {
    await pass('network', 'create', ...ON, '--ipv4=false', '--slaac', 'n6');
    await pass(...RUN, '--name', 'c1', 'lanyard/toolbox', 'sleep', '1000');
    const [made] = (await addressesOf('c1')).filter(({ dynamic }) => dynamic);
    expect(made?.local).toMatch(/^2001:db8:77::?/);
    expect(made?.tentative).toBeUndefined();
    expect(await pass('exec', 'c1', 'ip', '-6', 'route')).toMatch(/default via fe80::\S+ dev eth0/);
    await pass('exec', 'c1', 'ping', '-6', '-c1', '-W2', PC);
    const [seen] = JSON.parse(await pass('inspect', 'c1'));
    expect(seen.NetworkSettings.Networks.n6).toMatchObject({
      IPAddress: '',
      GlobalIPv6Address: made?.local,
      GlobalIPv6PrefixLen: 64,
      IPv6Gateway: expect.stringMatching(/^fe80::/),
    });
  });

  test("a pool's address stands beside the router's, and its gateway is used", async () => {
    await pass('network', 'create', ...ON, '--slaac', '--subnet=10.77.0.0/24', ...V6, 'n6');
    await pass(...RUN, '--name', 'c1', 'lanyard/toolbox', 'sleep', '1000');
    const global = (await addressesOf('c1')).filter(({ scope }) => scope === 'global');
    expect(global.map(({ dynamic }) => dynamic === true).sort()).toEqual([false, true]);
    const routes = (await pass('exec', 'c1', 'ip', '-6', 'route', 'get', '2001:db8:1::1')).trim();
    expect(routes).toContain('via 2001:db8:77::1');
  });

  test('an internal network takes the address and no default route; other networks take nothing', async () => {
    await pass('network', 'create', ...ON, '--ipv4=false', '--slaac', '--internal', 'n6');
    await pass('network', 'create', ...ON, '--ipv4=false', ...V6, 'plain');
    await pass(...RUN, '--network', 'plain', '--name', 'c1', 'lanyard/toolbox', 'sleep', '1000');
    const dynamic = async (link: string) =>
      (await addressesOf('c1', link)).filter((one) => one.dynamic).length;
    expect([await dynamic('eth0'), await dynamic('eth1')]).toEqual([1, 0]);
    const routes = await pass('exec', 'c1', 'ip', '-6', 'route');
    expect(routes.match(/^default.*/gm)).toHaveLength(1);
    expect(routes).toMatch(/default via 2001:db8:77::1 dev eth1/);
  });

  test('a LAN without advertisements is said, and the container runs', async () => {
    await pass('network', 'create', '-d', 'macvlan', '-o', 'parent=eth1', '--slaac', 'n6');
    const ran = await host.lanyard(...RUN, '--name', 'c1', 'lanyard/toolbox', 'sleep', '1000');
    expect(ran.exit).toBe(0);
    expect(ran.stderr).toMatch(/No router has advertised/);
    expect(await pass('ps', '-q')).not.toBe('');
  });
});
