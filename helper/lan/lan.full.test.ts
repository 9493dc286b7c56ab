// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scan } from '../../model/lan/scan-result.ts';
import { inPlace } from '../lab/fixture.ts';
import { type LabHost, makeLabHost } from '../testing/lab-host.ts';

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
});
afterAll(() => host[Symbol.asyncDispose]());

const inspect = async (name: string, network: string) =>
  JSON.parse((await host.lanyard('inspect', name)).stdout)[0].NetworkSettings.Networks[network];

test('on a VLAN: a lease from its own server, the question on its own wire, and a scan of it', async () => {
  const created = await host.lanyard(
    ...['network', 'create', '-d', 'macvlan', '--ipam-driver', 'dhcp', '-o', 'parent=eth0.50', 'tagged'],
  );
  expect(created.exit).toBe(0);
  const run = await host.lanyard(
    'run',
    '-d',
    '--name',
    'leased',
    '--network',
    'tagged',
    'alpine',
    'sleep',
    '1000',
  );
  expect(run.exit).toBe(0);
  expect(await inspect('leased', 'tagged')).toMatchObject({
    IPAddress: expect.stringMatching(/^192\.168\.50\.1[0-4]\d$/),
    Gateway: '192.168.50.1',
  });

  const scan = JSON.parse(
    (await host.lanyard('nic', 'scan', 'eth0.50', '--subnet', '192.168.50.0/24', '--format', 'json')).stdout,
  ) as Scan;
  expect(scan.seen.map(({ ip }) => ip)).toEqual(['192.168.50.1']);
  expect(scan.dhcp).toMatchObject([{ server: '192.168.50.1' }]);

  expect((await host.lanyard('rm', '-f', 'leased')).exit).toBe(0);
  expect((await inPlace(host.name, 'router', 'cat', '/run/dnsmasq.leases')).stdout).not.toContain('leased');
  expect((await host.lanyard('network', 'rm', 'tagged')).exit).toBe(0);
});

test('ipvlan: the LAN is asked in l2 mode', async () => {
  const created = await host.lanyard(
    ...['network', 'create', '-d', 'ipvlan', '--subnet', '172.16.86.0/24', '--gateway', '172.16.86.1'],
    ...['--ip-range', '172.16.86.20/30', '-o', 'parent=eth0', 'shared'],
  );
  expect(created.exit).toBe(0);
  expect(
    (await host.lanyard('run', '-d', '--name', 'next', '--network', 'shared', 'alpine', 'sleep', '1000'))
      .exit,
  ).toBe(0);
  expect((await inspect('next', 'shared')).IPAddress).toBe('172.16.86.21');
  expect((await host.lanyard('rm', '-f', 'next')).exit).toBe(0);
  expect((await host.lanyard('network', 'rm', 'shared')).exit).toBe(0);
});
