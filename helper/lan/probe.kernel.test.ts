// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '../../model/change.ts';
import { inPlace } from '../lab/fixture.ts';
import { type LabHost, makeLabHost } from '../testing/lab-host.ts';
import { serveClient } from '../testing/serve-client.ts';

/** What the lab's pc has, and its MAC. */
const PC = { ip: '172.16.86.20', ip6: '2001:db8:77::20', mac: '02:cc:00:00:00:20' };

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
});
afterAll(() => host[Symbol.asyncDispose]());

const CREATE = [
  'network',
  'create',
  '-d',
  'macvlan',
  '--subnet',
  '172.16.86.0/24',
  '--gateway',
  '172.16.86.1',
];
const SIX = ['--subnet', '2001:db8:77::/64', '--gateway', '2001:db8:77::1'];

/** A network whose range begins with the address that pc has. */
const create = (...more: string[]) =>
  host.lanyard(...CREATE, '--ip-range', '172.16.86.20/30', ...more, '-o', 'parent=eth0', 'lan');
const run = (...words: string[]) =>
  host.lanyard('run', '-d', '--network', 'lan', ...words, 'alpine', 'sleep', '1000');
const addressOf = async (name: string): Promise<string> =>
  JSON.parse((await host.lanyard('inspect', name)).stdout)[0].NetworkSettings.Networks.lan.IPAddress;
const clear = async (...names: string[]) => {
  if (names.length > 0) expect((await host.lanyard('rm', '-f', ...names)).exit).toBe(0);
  expect((await host.lanyard('network', 'rm', 'lan')).exit).toBe(0);
};

test('an address that another device has is passed over, and refused when it is asked for', async () => {
  expect((await create(...SIX)).exit).toBe(0);
  expect((await run('--name', 'next')).exit).toBe(0);
  expect(await addressOf('next')).toBe('172.16.86.21');

  const before = await host.inventory();
  for (const [flag, ip] of [
    ['--ip', PC.ip],
    ['--ip6', PC.ip6],
  ] as const) {
    const refused = await run('--name', 'same', flag, ip);
    expect(refused.exit).toBe(125);
    expect(refused.stderr).toContain(`has ${ip}: its MAC is ${PC.mac}`);
  }
  expect(await host.inventory()).toEqual(before);
  await clear('next');
});

test('asking leaves no trace with the one who answers', async () => {
  expect((await create()).exit).toBe(0);
  await inPlace(host.name, 'pc', 'ip', 'neigh', 'flush', 'all');
  expect((await run('--ip', PC.ip)).exit).toBe(125);
  expect((await inPlace(host.name, 'pc', 'ip', 'neigh')).stdout).not.toContain('02:aa:00:00:00:10');
  await clear();
});

test('an address that a stopped container had kept, and another device has taken, is refused at its start', async () => {
  expect((await create()).exit).toBe(0);
  expect((await run('--name', 'kept')).exit).toBe(0);
  const ip = await addressOf('kept');
  expect((await host.lanyard('stop', '-t', '0', 'kept')).exit).toBe(0);
  await inPlace(host.name, 'pc', 'ip', 'addr', 'add', `${ip}/24`, 'dev', 'pc0');
  const refused = await host.lanyard('start', 'kept');
  expect(refused.exit).toBe(1);
  expect(refused.stderr).toContain(`has ${ip}: its MAC is ${PC.mac}`);
  await inPlace(host.name, 'pc', 'ip', 'addr', 'del', `${ip}/24`, 'dev', 'pc0');
  expect((await host.lanyard('start', 'kept')).exit).toBe(0);
  await clear('kept');
});

test('it can be turned off, for a network and for the host', async () => {
  expect((await create('-o', 'lanyard.probe=off')).exit).toBe(0);
  expect((await run('--name', 'same')).exit).toBe(0);
  expect(await addressOf('same')).toBe(PC.ip);
  await clear('same');

  const wrong = await create('-o', 'lanyard.probe=perhaps');
  expect(wrong.exit).toBe(1);
  expect(wrong.stderr).toContain('perhaps');

  expect((await create()).exit).toBe(0);
  await host.run(['sh', '-c', 'echo off >"$LANYARD_STATE/probe"']);
  expect((await run('--name', 'same')).exit).toBe(0);
  expect(await addressOf('same')).toBe(PC.ip);
  await host.run(['sh', '-c', 'rm "$LANYARD_STATE/probe"']);
  await clear('same');
});

test('a plan that a person agreed to before the LAN was asked is refused, and the next one has what was heard', async () => {
  expect((await create()).exit).toBe(0);
  await using app = serveClient(host.entry);
  const change: Change = {
    ask: 'container-run',
    start: true,
    spec: {
      id: 'ab'.repeat(32),
      name: 'seen',
      image: 'alpine',
      command: ['sleep', '1000'],
      env: [],
      tty: false,
      interactive: false,
      remove: false,
      labels: {},
      endpoints: [{ network: 'lan', aliases: [] }],
    },
  };
  const told = app.next('observed', ({ answered }) => answered !== undefined);
  const first = await app.ask('preview', { change });
  if (!first.ok) throw new Error(first.fault.code);
  const stale = await app.ask('apply', { change, agreed: first.value.steps });
  expect(stale).toMatchObject({ ok: false, fault: { code: 'plan-stale' } });
  expect((await told).answered).toEqual([{ parent: 'eth0', ip: PC.ip, mac: PC.mac }]);

  const second = await app.ask('preview', { change });
  if (!second.ok) throw new Error(second.fault.code);
  expect(await app.ask('apply', { change, agreed: second.value.steps })).toMatchObject({ ok: true });
  expect(await addressOf('seen')).toBe('172.16.86.21');
  await clear('seen');
});
