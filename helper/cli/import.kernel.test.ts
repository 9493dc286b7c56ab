// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TUTORIAL } from '../../model/text-in/tutorial.ts';
import { type LabHost, leavings, makeLabHost } from '../testing/lab-host.ts';

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
});
afterAll(() => host[Symbol.asyncDispose]());

const imported = (text: string, ...flags: string[]) =>
  host.run([process.execPath, host.program, 'import', '-', ...flags], { input: text });

test('the tutorial is printed as drafts and nothing is changed', async () => {
  const before = leavings(await host.inventory());
  const { exit, stdout } = await imported(TUTORIAL);
  expect(exit).toBe(1);
  expect(stdout).toContain('  + ip link add link eth0 name eth0.50 type vlan id 50\n');
  expect(stdout).toContain('  error: 172.16.86.0/24 overlaps 172.16.86.0/24 of network pub_net on eth0');
  expect(stdout).toContain('network rm my-macvlan-net  # Remove networks\n');
  expect(leavings(await host.inventory())).toEqual(before);
});

test('--format json has the same, in the order in which they can be made', async () => {
  const { stdout } = await imported(TUTORIAL, '--format', 'json');
  const { drafts, acts } = JSON.parse(stdout);
  expect(drafts.map(({ name }: { name: string }) => name)).toEqual([
    'pub_net',
    'macnet32',
    'macvlan50',
    'ipvlan210',
    'macvlan216',
    'my-macvlan-net',
    'my-8021q-macvlan-net',
    'my-macvlan-alpine',
    'my-second-macvlan-alpine',
  ]);
  expect(drafts[0]).toMatchObject({
    change: { ask: 'network-create' },
    plan: { steps: [{ step: 'record-put' }] },
  });
  expect(acts).toHaveLength(7);
});

test('--apply: nothing is touched when a draft is known to fail; --only leaves it out', async () => {
  const before = leavings(await host.inventory());
  const refused = await imported(TUTORIAL, '--apply', '--only', 'macnet32', '--only', 'my-macvlan-alpine');
  expect(refused).toMatchObject({
    exit: 1,
    stderr:
      'lanyard: The first draft that failed ended it. Done: none. Not done: macnet32 and my-macvlan-alpine.\n',
  });
  expect(leavings(await host.inventory())).toEqual(before);
  expect(await imported(TUTORIAL, '--apply', '--only', 'pub_net', '--only', 'macnet32')).toMatchObject({
    exit: 0,
  });
  expect((await host.lanyard('network', 'ls', '--format', '{{.Name}}', '-f', 'driver=macvlan')).stdout).toBe(
    'macnet32\npub_net\n',
  );
  expect(await host.lanyard('network', 'rm', 'pub_net', 'macnet32')).toMatchObject({ exit: 0 });
});

test('--apply stops at the first that fails, and says what was done and what was not', async () => {
  const text = `
$ docker network create -d macvlan --subnet 10.77.0.0/24 -o parent=eth0 n1
$ docker run -d --name c1 --network n1 alpine sleep 1000
$ docker run -d --name c2 --network n1 alpine no-such-program
$ docker run -d --name c3 --network n1 alpine sleep 1000
`;
  const { exit, stderr } = await imported(text, '--apply');
  expect(exit).toBe(1);
  expect(stderr).toContain('There is no program no-such-program in the container.');
  expect(stderr).toContain('Done: n1 and c1. Not done: c2 and c3.');
  expect((await host.lanyard('ps', '-a', '--format', '{{.Names}}')).stdout).toBe('c1\n');
  await host.lanyard('rm', '-f', 'c1');
  expect(await host.lanyard('network', 'rm', 'n1')).toMatchObject({ exit: 0 });
});

test('a Compose file, applied; and what it is written as comes back', async () => {
  const file = `
services:
  web:
    image: alpine
    container_name: web
    command: sleep 1000
    networks:
      lan: {ipv4_address: 10.77.0.9, mac_address: 02:de:ad:00:00:01}
networks:
  lan:
    name: lan
    driver: macvlan
    driver_opts: {parent: eth0}
    ipam:
      config: [{subnet: 10.77.0.0/24, gateway: 10.77.0.1}]
`;
  expect(await imported(file, '--apply')).toMatchObject({ exit: 0 });
  expect((await host.lanyard('exec', 'web', 'ip', 'addr', 'show', 'eth0')).stdout).toMatch(
    /02:de:ad:00:00:01[\s\S]*inet 10\.77\.0\.9\/24/,
  );
  const written = await host.lanyard('export', 'web', '--as', 'compose');
  await host.lanyard('rm', '-f', 'web');
  await host.lanyard('network', 'rm', 'lan');
  expect(await imported(written.stdout, '--apply')).toMatchObject({ exit: 0 });
  const [{ NetworkSettings }] = JSON.parse((await host.lanyard('inspect', 'web')).stdout);
  expect(NetworkSettings.Networks.lan).toMatchObject({
    IPAddress: '10.77.0.9',
    Gateway: '10.77.0.1',
    MacAddress: '02:de:ad:00:00:01',
  });
  await host.lanyard('rm', '-f', 'web');
  expect(await host.lanyard('network', 'rm', 'lan')).toMatchObject({ exit: 0 });
});

test('nothing in a text, and no such file', async () => {
  expect(await imported('今天没有命令。\n')).toMatchObject({
    exit: 1,
    stderr: 'lanyard: There is no docker command and no Compose file in this text.\n',
  });
  expect(await host.lanyard('import', '/nonexistent')).toMatchObject({
    exit: 1,
    stderr: 'lanyard: There is no file /nonexistent.\n',
  });
});
