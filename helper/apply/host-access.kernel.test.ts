// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runTool } from '../command.ts';
import { labEnter } from '../lab/enter.ts';
import { type LabHost, leavings, makeLabHost } from '../testing/lab-host.ts';

const LAN = ['--subnet=172.16.86.0/24', '--gateway=172.16.86.1'];
const V6 = ['--subnet=2001:db8:77::/64', '--gateway=2001:db8:77::1'];

let host: LabHost;
let before: ReturnType<typeof leavings>;
beforeAll(async () => {
  host = await makeLabHost();
  // A link with an address that comes before eth0's in the kernel's eyes must not lend its address.
  await host.run(['/bin/sh', '-c', 'ip address add 10.99.0.1/24 dev lo']);
});
beforeEach(async () => {
  before = leavings(await host.inventory());
});
afterAll(() => host[Symbol.asyncDispose]());

const create = (...flags: string[]) =>
  host.lanyard('network', 'create', '-d', 'macvlan', '-o', 'parent=eth0', ...flags, 'n1');
const run = (name: string, ...flags: string[]) =>
  host.lanyard('run', '-d', '--name', name, '--network', 'n1', ...flags, 'alpine', 'sleep', '86400');
const hostPings = async (ip: string) => (await host.run(['ping', '-c1', '-W2', ip])).exit === 0;
const pingsHost = async (name: string, ip: string) =>
  (await host.lanyard('exec', name, 'ping', '-c1', '-W2', ip)).exit === 0;
const shimLines = async (of: string) =>
  (await host.run(['/bin/sh', '-c', `ip ${of} | grep ly- || true`])).stdout;
const reached = async (name: string) =>
  (await host.lanyard('reach', name, '--seconds', '0', '--format', '{{.Target}} {{.Predicted}}')).stdout;

async function clear(): Promise<void> {
  await host.lanyard('rm', '-f', 'c1', 'c2');
  expect((await host.lanyard('network', 'rm', 'n1')).stderr).toBe('');
  expect(leavings(await host.inventory())).toEqual(before);
}

describe('without host access', () => {
  test('host and container do not meet; turned on, they do; off, or undone, they do not, and nothing is left', async () => {
    expect((await create(...LAN)).exit).toBe(0);
    await run('c1');
    expect([await hostPings('172.16.86.2'), await pingsHost('c1', '172.16.86.250')]).toEqual([false, false]);
    expect(await reached('c1')).toContain('host no');
    const off = leavings(await host.inventory());

    const on = await host.lanyard('network', 'host-access', 'n1', 'on');
    expect(on.stderr).toMatch(/one more link, ly-[0-9a-f]{10} on eth0/);
    expect([await hostPings('172.16.86.2'), await pingsHost('c1', '172.16.86.250')]).toEqual([true, true]);
    expect(await shimLines('route')).toMatch(/^172\.16\.86\.2 dev ly-\w{10} .*src 172\.16\.86\.250 \n$/);
    expect(await reached('c1')).toContain('host yes');
    expect((await host.lanyard('network', 'host-access', 'n1', 'on')).stderr).toContain('already');

    expect((await host.lanyard('undo')).exit).toBe(0);
    expect(leavings(await host.inventory())).toEqual(off);
    await host.lanyard('network', 'host-access', 'n1', 'on');
    expect((await host.lanyard('network', 'host-access', 'n1', 'off')).exit).toBe(0);
    expect(leavings(await host.inventory())).toEqual(off);
    expect(await hostPings('172.16.86.2')).toBe(false);
    await clear();
  });
});

describe('with host access from the start', () => {
  test('the link comes with the first container and goes with the last, each has its route, IPv4 and IPv6', async () => {
    expect((await create(...LAN, ...V6, '--host-access')).exit).toBe(0);
    expect(await shimLines('link')).toBe('');
    await run('c1');
    await run('c2');
    expect([await hostPings('172.16.86.2'), await hostPings('172.16.86.3')]).toEqual([true, true]);
    // The host itself has the lowest address of the IPv6 pool: it answers there for no other link's.
    expect([await hostPings('2001:db8:77::3'), await hostPings('2001:db8:77::4')]).toEqual([true, true]);
    expect([await pingsHost('c2', '172.16.86.250'), await pingsHost('c2', '2001:db8:77::2')]).toEqual([
      true,
      true,
    ]);
    // The router still has one MAC for this host, and it is eth0's.
    const asked = await host.run([
      '/bin/sh',
      '-c',
      'ip -6 route show default; ip -o link show type macvlan | wc -l',
    ]);
    expect(asked.stdout).toBe('1\n');

    await host.lanyard('stop', '-t', '0', 'c1');
    expect(await shimLines('route')).toMatch(/^172\.16\.86\.3 dev ly-\w{10} .*\n$/);
    expect((await shimLines('-6 route')).match(/2001:db8:77::[0-9a-f]+/g)).not.toContain('2001:db8:77::3');
    await host.lanyard('start', 'c1');
    expect(await hostPings('172.16.86.2')).toBe(true);
    await host.lanyard('network', 'disconnect', 'n1', 'c1');
    expect(await shimLines('route')).not.toContain('172.16.86.2 ');
    await host.lanyard('rm', '-f', 'c2');
    expect(await shimLines('link')).toBe('');
    await host.lanyard('network', 'connect', 'n1', 'c1');
    expect(await hostPings('172.16.86.2')).toBe(true);
    await clear();
  });

  test('where the host has no address in the pool, it leases one, and nobody else gets that', async () => {
    await create('--subnet=10.77.0.0/24', '--gateway=10.77.0.1', '--host-access');
    const refused = await run('c2', '--ip', '10.77.0.2');
    expect(refused).toMatchObject({ exit: 125 });
    expect(refused.stderr).toContain('10.77.0.2');
    await run('c1');
    expect(await shimLines('-o address')).toContain('inet 10.77.0.2/32');
    expect([await hostPings('10.77.0.3'), await pingsHost('c1', '10.77.0.2')]).toEqual([true, true]);
    const seen = await host.lanyard('network', 'inspect', '-f', '{{json .HostAccess}}', 'n1');
    expect(JSON.parse(seen.stdout)).toMatchObject({ Addresses: ['10.77.0.2/32'], Routes: ['10.77.0.3'] });
    await clear();
  });

  test('an address that DHCP leases is followed once it is known', async () => {
    await create('--ipam-driver', 'dhcp', '--host-access');
    await run('c1');
    const [, leased = ''] = /(172\.16\.86\.1\d\d) dev ly-/.exec(await shimLines('route')) ?? [];
    expect([await hostPings(leased), await pingsHost('c1', '172.16.86.250')]).toEqual([true, true]);
    // What was last done by hand is what undo takes back.
    expect((await host.lanyard('undo')).exit).toBe(0);
    expect(await shimLines('link')).toBe('');
    await clear();
  });

  test('with strict reverse path filtering, and only eth0 answers the LAN for the host', async () => {
    await host.run(['sysctl', '-qw', 'net.ipv4.conf.all.rp_filter=1']);
    await create(...LAN, '--host-access');
    await run('c1');
    expect([await hostPings('172.16.86.2'), await pingsHost('c1', '172.16.86.250')]).toEqual([true, true]);
    await host.run(['sysctl', '-qw', 'net.ipv4.conf.all.rp_filter=0']);
    const pc = await labEnter(host.name, 'pc');
    if (!pc.ok) throw new Error(pc.fault.code);
    const ask = ['arping', '-c', '3', '-w', '3', '-I', 'pc0', '172.16.86.250'];
    const asked = await runTool(pc.value.tool, [...pc.value.argv, ...ask], { env: pc.value.env });
    const answers = asked.ok ? asked.value.stdout.toLowerCase() : '';
    expect([...new Set(answers.match(/\[([0-9a-f:]{17})\]/g))]).toEqual(['[02:aa:00:00:00:10]']);
    await clear();
  });

  test('what went missing is made anew: a route, and the link', async () => {
    await create(...LAN, '--host-access');
    await run('c1');
    for (const loss of [
      'ip route delete 172.16.86.2',
      'ip link delete $(ls /proc/sys/net/ipv4/conf | grep ly-)',
    ]) {
      expect((await host.run(['/bin/sh', '-c', loss])).exit).toBe(0);
      expect(await hostPings('172.16.86.2')).toBe(false);
      expect((await host.lanyard('network', 'host-access', 'n1', 'on')).exit).toBe(0);
      expect(await hostPings('172.16.86.2')).toBe(true);
    }
    expect((await host.lanyard('stop', '-t', '0', 'c1')).exit).toBe(0);
    await clear();
  });

  test('a container that ends by itself takes its route, and as the last the link', async () => {
    await create(...LAN, '--host-access');
    await run('c1');
    await host.lanyard('exec', 'c1', 'kill', '-9', '1');
    await host.lanyard('kill', 'c1');
    while ((await shimLines('link')) !== '') await host.run(['true']);
    await clear();
  });
});

test('the meters: MACs on the NIC, addresses of the pools', async () => {
  await create('--subnet=10.77.0.0/29', '--gateway=10.77.0.1', '--host-access');
  await run('c1');
  const macs = (nic: string) =>
    host.lanyard('nic', 'ls', '--format', `{{if eq .Name "${nic}"}}{{.MACs}}{{end}}`);
  expect((await macs('eth0')).stdout.trim()).toBe('3');
  expect((await macs('eth1')).stdout.trim()).toBe('1');
  const pools = await host.lanyard(
    'network',
    'pools',
    'n1',
    '--format',
    '{{.Subnet}} {{.Capacity}} {{.Used}} {{.Share}}',
  );
  expect(pools.stdout).toBe('10.77.0.0/29 5 2 40 %\n');
  const unknown = await host.lanyard('network', 'pools', 'nope');
  expect(unknown).toMatchObject({ exit: 1 });
  await clear();
});

test.each([
  ['private', 'apart'],
  ['vepa', 'hairpin'],
  ['passthru', 'to itself'],
])('mode %s refuses it and says why', async (mode, why) => {
  const refused = await create(...LAN, '-o', `macvlan_mode=${mode}`, '--host-access');
  expect(refused).toMatchObject({ exit: 1 });
  expect(refused.stderr).toContain(why);
  expect(leavings(await host.inventory())).toEqual(before);
});
