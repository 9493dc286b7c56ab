// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { inPlace } from '../lab/fixture.ts';
import { type LabHost, leavings, makeLabHost } from '../testing/lab-host.ts';

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
});
afterAll(() => host[Symbol.asyncDispose]());

const onEth0 = ['network', 'create', '-d', 'macvlan', '--ipam-driver', 'dhcp', '-o', 'parent=eth0'];
const router = (...argv: string[]) => inPlace(host.name, 'router', ...argv);
const leasesOfRouter = async () => (await router('cat', '/run/dnsmasq.leases')).stdout;

/** Done, and without a complaint. */
async function lanyard(...words: string[]): Promise<string> {
  const run = await host.lanyard(...words);
  expect({ words, exit: run.exit, stderr: run.stderr.replace(/^.*alpine.*\n/gm, '') }).toEqual({
    words,
    exit: 0,
    stderr: '',
  });
  return run.stdout;
}

const inspect = async (name: string) =>
  JSON.parse(await lanyard('inspect', name))[0].NetworkSettings.Networks;
const processes = async () => (await host.run(['ps', '-eo', 'args'])).stdout;

describe('on a LAN with a DHCP server', () => {
  test('an address is leased under the container’s name, kept, given back and had again', async () => {
    const before = leavings(await host.inventory());
    await lanyard(...onEth0, 'home');
    await lanyard('run', '-d', '--name', 'web_1', '--network', 'home', 'alpine', 'sleep', '1000');
    const { home } = await inspect('web_1');
    expect(home).toMatchObject({ IPPrefixLen: 24, Gateway: '172.16.86.1' });
    expect(home.IPAddress).toMatch(/^172\.16\.86\.1[0-4]\d$/);
    expect(await leasesOfRouter()).toContain(`${home.MacAddress} ${home.IPAddress} web-1 `);

    const exec = async (...argv: string[]) => lanyard('exec', 'web_1', ...argv);
    expect(await exec('ip', 'route')).toMatch(/^default via 172\.16\.86\.1 dev eth0/m);
    expect(await exec('cat', '/etc/resolv.conf')).toMatch(/^nameserver 172\.16\.86\.1$/m);
    expect(await exec('cat', '/etc/hosts')).toMatch(new RegExp(`^${home.IPAddress}\t`, 'm'));
    expect(await exec('ping', '-c1', '-W2', '172.16.86.20')).toContain('1 packets received');

    const listed = async () =>
      (
        await lanyard('lease', 'ls', '--format', '{{.Container}} {{.Address}} {{.Standing}} {{.Server}}')
      ).trim();
    expect(await listed()).toBe(`web_1 ${home.IPAddress}/24 bound 172.16.86.1`);

    await lanyard('stop', '-t', '0', 'web_1');
    expect(await listed()).toBe(`web_1 ${home.IPAddress}/24 released 172.16.86.1`);
    expect(await leasesOfRouter()).not.toContain(home.MacAddress);
    expect(await processes()).not.toContain('udhcpc');
    await lanyard('start', 'web_1');
    expect((await inspect('web_1')).home).toMatchObject({
      IPAddress: home.IPAddress,
      MacAddress: home.MacAddress,
    });

    await lanyard('rm', '-f', 'web_1');
    expect(await leasesOfRouter()).not.toContain(home.MacAddress);
    await lanyard('network', 'rm', 'home');
    expect(await processes()).not.toContain('udhcpc');
    expect(leavings(await host.inventory())).toEqual(before);
  });

  test('a container that ends by itself gives its address back', async () => {
    await lanyard(...onEth0, 'home');
    await lanyard('run', '--rm', '-d', '--name', 'brief', '--network', 'home', 'alpine', 'sleep', '0.5');
    await vi.waitUntil(async () => (await lanyard('ps', '-aq')) === '', { timeout: 20_000, interval: 100 });
    expect(await leasesOfRouter()).not.toContain(' brief ');
    expect(await processes()).not.toContain('udhcpc');
    await lanyard('network', 'rm', 'home');
  });

  test('a second network comes and goes beside it, and the default route with the priorities', async () => {
    await lanyard(...onEth0, 'home');
    await lanyard(
      'network',
      'create',
      '-d',
      'macvlan',
      '--subnet',
      '10.77.0.0/24',
      '--gateway',
      '10.77.0.1',
      '-o',
      'parent=eth0',
      'fixed',
    );
    await lanyard('run', '-d', '--name', 'two', '--network', 'fixed', 'alpine', 'sleep', '1000');
    const routes = async () => (await lanyard('exec', 'two', 'ip', 'route')).match(/^default.*dev eth\d/gm);
    expect(await routes()).toEqual(['default via 10.77.0.1 dev eth0']);
    await lanyard('network', 'connect', '--gw-priority', '1', 'home', 'two');
    expect(await routes()).toEqual(['default via 172.16.86.1 dev eth1']);
    await lanyard('network', 'disconnect', 'home', 'two');
    expect(await routes()).toEqual(['default via 10.77.0.1 dev eth0']);
    expect(await leasesOfRouter()).not.toContain(' two ');
    await lanyard('rm', '-f', 'two');
    await lanyard('network', 'rm', 'home', 'fixed');
  });

  test.each([
    [
      'dhcp-ipvlan',
      ['network', 'create', '-d', 'ipvlan', '--ipam-driver', 'dhcp', '-o', 'parent=eth0', 'no'],
    ],
    ['dhcp-without-lan', ['network', 'create', '-d', 'macvlan', '--ipam-driver', 'dhcp', 'no']],
  ])('%s', async (code, words) => {
    const before = await host.inventory();
    const refused = await host.run(['env', 'LANYARD_FAULTS=json', process.execPath, host.program, ...words]);
    expect(refused.exit).toBe(1);
    expect(refused.stderr).toContain(`"code":"${code}"`);
    expect(await host.inventory()).toEqual(before);
  });

  test('an address of one’s own choice is refused', async () => {
    await lanyard(...onEth0, 'home');
    const refused = await host.lanyard(
      'run',
      '-d',
      '--network',
      'home',
      '--ip',
      '172.16.86.120',
      'alpine',
      'sleep',
      '1',
    );
    expect(refused.exit).toBe(125);
    expect(refused.stderr).toContain('come from the LAN’s DHCP server');
    await lanyard('network', 'rm', 'home');
  });
});

/** A server whose leases are shorter than dnsmasq's shortest, on the LAN that has none. */
const SERVER = `interface r1
start 10.81.0.100
end 10.81.0.101
max_leases 2
lease_file /run/udhcpd.leases
pidfile /run/udhcpd.pid
opt subnet 255.255.255.0
opt router 10.81.0.9
opt dns 10.81.0.1
opt staticroutes 10.9.0.0/16 10.81.0.7, 0.0.0.0/0 10.81.0.1
opt lease 16
`;

const startServer = () =>
  router(
    'sh',
    '-c',
    `: >/run/udhcpd.leases; cat >/run/udhcpd.conf <<'END'\n${SERVER}END\nbusybox udhcpd /run/udhcpd.conf`,
  );
const stopServer = () => router('sh', '-c', 'kill "$(cat /run/udhcpd.pid)"');

describe('on a LAN whose server comes and goes', () => {
  const onEth1 = ['network', 'create', '-d', 'macvlan', '--ipam-driver', 'dhcp', '-o', 'parent=eth1', 'away'];

  test('no server: the fault says so, and nothing is left', async () => {
    await lanyard(...onEth1);
    const before = leavings(await host.inventory());
    const refused = await host.lanyard('run', '-d', '--network', 'away', 'alpine', 'sleep', '1');
    expect(refused.exit).toBe(125);
    expect(refused.stderr).toContain('No DHCP server on the LAN of eth1');
    expect(leavings(await host.inventory())).toEqual(before);
    expect(await processes()).not.toContain('udhcpc');
    await lanyard('network', 'rm', 'away');
  });

  test('a lease is renewed; when its server is lost the address goes, and when it is back it is had again', async () => {
    await lanyard(...onEth1);
    await startServer();
    await lanyard('run', '-d', '--name', 'far', '--network', 'away', 'alpine', 'sleep', '1000');
    const lease = async () => {
      const seen = JSON.parse(
        (
          await host.run([
            'sh',
            '-c',
            'cat "$LANYARD_STATE"/run/*/dhcp/eth0.lease | sed "s/\\(.*\\)=\\(.*\\)/\\"\\1\\":\\"\\2\\"/" | paste -sd, | sed "s/.*/{&}/"',
          ])
        ).stdout,
      );
      return seen as Record<string, string>;
    };
    const first = await lease();
    expect(first).toMatchObject({ state: 'bound', seconds: '16', router: '10.81.0.1', server: '10.81.0.1' });
    const routes = await lanyard('exec', 'far', 'ip', 'route');
    expect(routes).toMatch(/^default via 10\.81\.0\.1 dev eth0/m);
    expect(routes).toMatch(/^10\.9\.0\.0\/16 via 10\.81\.0\.7 dev eth0/m);
    const eventually = (wanted: () => Promise<boolean>) =>
      vi.waitUntil(wanted, { timeout: 40_000, interval: 200 });
    await eventually(async () => (await lease()).renewed !== first.renewed);
    expect(await lease()).toMatchObject({ state: 'bound', address: first.address, obtained: first.obtained });

    await stopServer();
    await eventually(async () => (await lease()).state === 'lost');
    expect((await inspect('far')).away.IPAddress).toBe('');
    expect(await lanyard('exec', 'far', 'ip', '-4', 'addr', 'show', 'eth0')).not.toContain('inet');

    await startServer();
    await eventually(async () => (await lease()).state === 'bound');
    expect((await inspect('far')).away.IPAddress).toMatch(/^10\.81\.0\.10[01]$/);
    await lanyard('rm', '-f', 'far');
    await stopServer();
    await lanyard('network', 'rm', 'away');
  }, 150_000);

  test('an offered address that another device has is declined for the next', async () => {
    await lanyard(...onEth1);
    await router('ip', 'addr', 'add', '10.81.0.100/32', 'dev', 'r1');
    await router('ip', 'addr', 'add', '10.81.0.101/32', 'dev', 'r1');
    await startServer();
    const refused = await host.lanyard('run', '-d', '--network', 'away', 'alpine', 'sleep', '1');
    expect(refused.exit).toBe(125);
    await router('ip', 'addr', 'del', '10.81.0.101/32', 'dev', 'r1');
    await stopServer();
    await startServer();
    await lanyard('run', '-d', '--name', 'near', '--network', 'away', 'alpine', 'sleep', '1000');
    expect((await inspect('near')).away.IPAddress).toBe('10.81.0.101');
    await lanyard('rm', '-f', 'near');
    await stopServer();
    await router('ip', 'addr', 'del', '10.81.0.100/32', 'dev', 'r1');
    await lanyard('network', 'rm', 'away');
  }, 60_000);
});
