// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runTool } from '../command.ts';
import { labEnter } from '../lab/enter.ts';
import { type LabHost, makeLabHost } from '../testing/lab-host.ts';

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
});
afterAll(() => host[Symbol.asyncDispose]());

const ON = ['-d', 'macvlan', '-o', 'parent=eth0'];
const SLEEP = ['lanyard/toolbox', 'sleep', '1000'];

async function pass(...words: string[]): Promise<string> {
  const ran = await host.lanyard(...words);
  expect(ran, words.join(' ')).toMatchObject({ exit: 0 });
  return ran.stdout;
}

/** The addresses that a container's own C library has for a name: of its hosts file, then of its DNS servers. */
async function resolve(container: string, name: string): Promise<string[]> {
  const text = await pass('exec', container, 'cat', '/etc/hosts');
  const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/));
  return lines.flatMap(([address = '', ...names]) => (names.includes(name) ? [address] : []));
}

const reaches = async (from: string, name: string): Promise<boolean> =>
  (await host.lanyard('exec', from, 'ping', '-c1', '-W2', name)).exit === 0;

const idOf = async (name: string): Promise<string> =>
  (await pass('inspect', '-f', '{{.Id}}', name)).trim().slice(0, 12);

afterEach(async () => {
  const containers = (await pass('ps', '-aq')).split('\n').filter(Boolean);
  if (containers.length > 0) await pass('rm', '-f', ...containers);
  const networks = (await pass('network', 'ls', '-q')).split('\n').filter((id) => !/^0*$/.test(id));
  if (networks.length > 0) await pass('network', 'rm', ...networks);
});

describe('names', () => {
  test('name, alias, short id and host name, both ways and in both families, without a restart', async () => {
    await pass(
      'network',
      'create',
      ...ON,
      '--subnet=10.77.0.0/24',
      '--subnet=2001:db8:77::/64',
      '--gateway=2001:db8:77::1',
      'n1',
    );
    await pass(
      'run',
      '-d',
      '--name',
      'c1',
      '--network',
      'n1',
      '--network-alias',
      'web',
      '-h',
      'h1',
      ...SLEEP,
    );
    await pass('run', '-d', '--name', 'c2', '--network', 'n1', ...SLEEP);
    for (const name of ['c1', 'web', 'h1', await idOf('c1')]) {
      expect(await resolve('c2', name)).toEqual(['10.77.0.2', '2001:db8:77::2']);
      expect(await reaches('c2', name)).toBe(true);
    }
    for (const name of ['c2', await idOf('c2')]) expect(await reaches('c1', name)).toBe(true);
    expect(await reaches('c1', 'c1')).toBe(true);
    expect((await host.lanyard('exec', 'c1', 'ping', '-6', '-c1', '-W2', 'c2')).exit).toBe(0);
  });

  test('only containers on a common network know of each other; connect and disconnect change that at once', async () => {
    await pass('network', 'create', ...ON, '--subnet=10.77.0.0/24', 'n1');
    await pass('network', 'create', ...ON, '--subnet=10.78.0.0/24', 'n2');
    await pass('run', '-d', '--name', 'c1', '--network', 'n1', ...SLEEP);
    await pass('run', '-d', '--name', 'c2', '--network', 'n2', ...SLEEP);
    expect([await resolve('c1', 'c2'), await resolve('c2', 'c1')]).toEqual([[], []]);
    await pass('network', 'connect', '--alias', 'nas', 'n1', 'c2');
    expect(await resolve('c1', 'nas')).toEqual(['10.77.0.3']);
    expect(await reaches('c1', 'nas')).toBe(true);
    expect(await resolve('c2', 'c1')).toEqual(['10.77.0.2']);
    expect(await resolve('c2', 'nas')).toEqual(['10.77.0.3']);
    await pass('network', 'disconnect', 'n1', 'c2');
    expect([await resolve('c1', 'c2'), await resolve('c2', 'c1')]).toEqual([[], []]);
  });

  test('a container that is stopped, killed, ends or is removed is known no longer, and is again when it starts', async () => {
    await pass('network', 'create', ...ON, '--subnet=10.77.0.0/24', 'n1');
    await pass('run', '-d', '--name', 'c1', '--network', 'n1', ...SLEEP);
    await pass('run', '-d', '--name', 'c2', '--network', 'n1', ...SLEEP);
    expect(await resolve('c1', 'c2')).toEqual(['10.77.0.3']);
    await pass('stop', '-t', '0', 'c2');
    expect(await resolve('c1', 'c2')).toEqual([]);
    await pass('start', 'c2');
    expect(await resolve('c1', 'c2')).toEqual(['10.77.0.3']);
    expect(await resolve('c2', 'c1')).toEqual(['10.77.0.2']);
    // No helper runs: its monitor calls one.
    await pass('kill', 'c2');
    await expect.poll(() => resolve('c1', 'c2')).toEqual([]);
    await pass('start', 'c2');
    await pass('rm', '-f', 'c2');
    expect(await resolve('c1', 'c2')).toEqual([]);
    await pass(
      'run',
      '--rm',
      '--name',
      'c3',
      '--network',
      'n1',
      'lanyard/toolbox',
      'ping',
      '-c1',
      '-W2',
      'c1',
    );
    await expect.poll(() => resolve('c1', 'c3')).toEqual([]);
  });

  test('what somebody writes into the file stays, and a file of their own is left alone', async () => {
    await pass('network', 'create', ...ON, '--subnet=10.77.0.0/24', 'n1');
    await pass('run', '-d', '--name', 'c1', '--network', 'n1', '--add-host', 'nas:172.16.86.20', ...SLEEP);
    expect(await reaches('c1', 'nas')).toBe(true);
    await pass('exec', 'c1', 'sh', '-c', 'echo 172.16.86.20 mine >> /etc/hosts');
    await pass('run', '-d', '--name', 'c2', '--network', 'n1', ...SLEEP);
    expect(await resolve('c1', 'c2')).toEqual(['10.77.0.3']);
    expect(await resolve('c1', 'mine')).toEqual(['172.16.86.20']);
    expect(await resolve('c1', 'nas')).toEqual(['172.16.86.20']);
    await pass('exec', 'c1', 'sh', '-c', 'echo 127.0.0.1 localhost > /etc/hosts');
    await pass('rm', '-f', 'c2');
    expect(await pass('exec', 'c1', 'cat', '/etc/hosts')).toBe('127.0.0.1 localhost\n');
  });

  test('addresses that a router gave are known too', async () => {
    await pass('network', 'create', ...ON, '--ipv4=false', '--slaac', 'n1');
    await pass('run', '-d', '--name', 'c1', '--network', 'n1', ...SLEEP);
    await pass('run', '-d', '--name', 'c2', '--network', 'n1', ...SLEEP);
    expect(await resolve('c1', 'c2')).toEqual([expect.stringMatching(/^2001:db8:77:/)]);
    expect((await host.lanyard('exec', 'c1', 'ping', '-6', '-c1', '-W2', 'c2')).exit).toBe(0);
    expect((await host.lanyard('exec', 'c2', 'ping', '-6', '-c1', '-W2', 'c1')).exit).toBe(0);
  });

  test('nobody reads a file without its first lines while others come and go', async () => {
    await pass('network', 'create', ...ON, '--subnet=10.77.0.0/24', 'n1');
    const watch =
      'while :; do read -r first < /etc/hosts; [ "$first" = "$(printf "127.0.0.1\\tlocalhost")" ] || echo torn; done';
    await pass('run', '-d', '--name', 'c1', '--network', 'n1', 'lanyard/toolbox', 'sh', '-c', watch);
    for (let round = 0; round < 3; round++)
      await pass('run', '--rm', '--network', 'n1', 'lanyard/toolbox', 'true');
    expect(await pass('logs', 'c1')).toBe('');
  });
});

describe('/etc/resolv.conf', () => {
  test("the LAN's own names by the host's resolver", async () => {
    await pass('network', 'create', ...ON, '--subnet=172.16.86.0/24', '--gateway=172.16.86.1', 'n1');
    const ran = await host.lanyard(
      'run',
      '-d',
      '--name',
      'c1',
      '--network',
      'n1',
      '--ip=172.16.86.30',
      ...SLEEP,
    );
    expect(ran).toMatchObject({ exit: 0, stderr: '' });
    expect(await pass('exec', 'c1', 'cat', '/etc/resolv.conf')).toContain('\nnameserver 172.16.86.1\n');
    for (const name of ['router.lab', 'pc.lab'])
      expect(await pass('exec', 'c1', 'nslookup', name)).toMatch(/Address: (172\.16\.86\.|2001:db8:77::)/);
    expect(await reaches('c1', 'pc.lab')).toBe(true);
  });

  test('what is asked for stands in its place, and the rest is kept', async () => {
    await pass('network', 'create', ...ON, '--subnet=10.77.0.0/24', 'n1');
    const asked = [
      '--dns',
      '9.9.9.9',
      '--dns',
      '2620:fe::fe',
      '--dns-search',
      'lab',
      '--dns-option',
      'ndots:2',
    ];
    await pass('run', '-d', '--name', 'c1', '--network', 'n1', ...asked, ...SLEEP);
    const lines = (await pass('exec', 'c1', 'cat', '/etc/resolv.conf')).split('\n').slice(1, -1);
    expect(lines).toEqual(['nameserver 9.9.9.9', 'nameserver 2620:fe::fe', 'search lab', 'options ndots:2']);
    const refused = await host.lanyard(
      'run',
      '-d',
      '--name',
      'c2',
      '--network',
      'n1',
      '--dns',
      'router',
      ...SLEEP,
    );
    expect(refused.exit).toBe(125);
    expect(refused.stderr).toContain('router');
    expect(await pass('ps', '-aq')).toBe(`${await idOf('c1')}\n`);
  });

  test('a stub on loopback: the servers behind it, and when there are none, that is said', async () => {
    await pass('network', 'create', ...ON, '--subnet=172.16.86.0/24', '--gateway=172.16.86.1', 'n1');
    const write = (path: string, text: string) =>
      host.run(['/bin/sh', '-c', 'mkdir -p "$(dirname "$0")" && printf %s "$1" > "$0"', path, text]);
    const was = readFileSync('/etc/resolv.conf', 'utf8');
    const lab = (await host.run(['cat', '/etc/resolv.conf'])).stdout;
    expect(lab).not.toBe(was);
    await write('/etc/resolv.conf', 'nameserver 127.0.0.53\noptions edns0\n');
    try {
      const none = await host.lanyard(
        'run',
        '-d',
        '--name',
        'c1',
        '--network',
        'n1',
        '--ip=172.16.86.30',
        ...SLEEP,
      );
      expect(none.exit).toBe(0);
      expect(none.stderr).toMatch(/127\.0\.0\.53.*--dns/);
      expect(await pass('exec', 'c1', 'cat', '/etc/resolv.conf')).not.toMatch(/^nameserver/m);
      await write('/run/systemd/resolve/resolv.conf', 'nameserver 172.16.86.1\nsearch lab\n');
      const real = await host.lanyard(
        'run',
        '-d',
        '--name',
        'c2',
        '--network',
        'n1',
        '--ip=172.16.86.31',
        ...SLEEP,
      );
      expect(real).toMatchObject({ exit: 0, stderr: '' });
      expect(await reaches('c2', 'pc')).toBe(true);
    } finally {
      await write('/etc/resolv.conf', lab);
      await host.run(['rm', '-rf', '/run/systemd']);
    }
    expect(readFileSync('/etc/resolv.conf', 'utf8')).toBe(was);
  });
});

describe('MTU', () => {
  const mtuOf = async (container: string): Promise<string> =>
    /mtu (\d+)/.exec(await pass('exec', container, 'ip', 'link', 'show', 'eth0'))?.[1] ?? '';
  const option = (mtu: number) => ['-o', `com.docker.network.driver.mtu=${mtu}`];

  test("is the parent's, or a lower one; a higher one is refused, and too low a one for IPv6", async () => {
    await pass('network', 'create', ...ON, '--subnet=10.77.0.0/24', 'n1');
    await pass('network', 'create', ...ON, ...option(1400), '--subnet=10.78.0.0/24', 'n2');
    await pass('run', '-d', '--name', 'c1', '--network', 'n1', ...SLEEP);
    await pass('run', '-d', '--name', 'c2', '--network', 'n2', ...SLEEP);
    expect([await mtuOf('c1'), await mtuOf('c2')]).toEqual(['1500', '1400']);
    const high = await host.lanyard(
      'network',
      'create',
      ...ON,
      ...option(1501),
      '--subnet=10.79.0.0/24',
      'n3',
    );
    expect(high.exit).not.toBe(0);
    expect(high.stderr).toMatch(/1501.*1500/);
    const low = await host.lanyard(
      'network',
      'create',
      ...ON,
      ...option(1279),
      '--subnet=2001:db8:77::/64',
      'n3',
    );
    expect(low.exit).not.toBe(0);
    expect(low.stderr).toMatch(/1279.*1280/);
    await pass(
      'network',
      'create',
      ...ON,
      ...option(1280),
      '--subnet=2001:db8:77::/64',
      '--gateway=2001:db8:77::1',
      'n3',
    );
    await pass('run', '-d', '--name', 'c3', '--network', 'n3', ...SLEEP);
    expect(await mtuOf('c3')).toBe('1280');
  });

  test('a parent that has got smaller since refuses at run, and not halfway', async () => {
    await pass('network', 'create', ...ON, ...option(1450), '--subnet=10.77.0.0/24', 'n1');
    const set = async (mtu: number) => {
      const entered = await labEnter(host.name, 'host');
      if (!entered.ok) throw new Error(JSON.stringify(entered.fault));
      const { tool, argv } = entered.value;
      await runTool(tool, [...argv, 'ip', 'link', 'set', 'eth0', 'mtu', String(mtu)]);
    };
    await set(1400);
    try {
      const ran = await host.lanyard('run', '-d', '--name', 'c1', '--network', 'n1', ...SLEEP);
      expect(ran.exit).toBe(125);
      expect(ran.stderr).toMatch(/1450.*1400/);
      expect(await pass('ps', '-aq')).toBe('');
    } finally {
      await set(1500);
    }
  });
});
