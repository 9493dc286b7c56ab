// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scan } from '../../model/lan/scan-result.ts';
import { parseIp } from '../../model/net/ip.ts';
import { type Subnet, subnetHas } from '../../model/net/subnet.ts';
import { inPlace } from '../lab/fixture.ts';
import { type LabHost, makeLabHost } from '../testing/lab-host.ts';
import { serveClient } from '../testing/serve-client.ts';

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
});
afterAll(() => host[Symbol.asyncDispose]());

const last = (ip: string): number => Number(ip.split('.')[3]);

test('who is there, what DHCP would lease, and what is free; nobody’s lease was taken', async () => {
  const run = await host.lanyard('nic', 'scan', 'eth0', '--format', 'json');
  expect(run).toMatchObject({ exit: 0, stderr: '' });
  const { seen, dhcp, range, subnet } = JSON.parse(run.stdout) as Scan;
  expect(subnet).toBe('172.16.86.0/24');
  expect(seen.map(({ ip, mac }) => `${ip} ${mac}`)).toEqual([
    '172.16.86.1 02:bb:00:00:00:01',
    '172.16.86.20 02:cc:00:00:00:20',
  ]);
  expect(dhcp).toHaveLength(1);
  const [pool] = dhcp;
  expect(pool?.server).toBe('172.16.86.1');
  // dnsmasq spreads by MAC: sixteen clients see most of its pool of 50.
  expect(last(pool?.first ?? '')).toBeGreaterThanOrEqual(100);
  expect(last(pool?.first ?? '')).toBeLessThan(115);
  expect(last(pool?.last ?? '')).toBeLessThanOrEqual(149);
  expect(last(pool?.last ?? '')).toBeGreaterThan(135);
  for (const ip of ['172.16.86.1', '172.16.86.20', '172.16.86.100', '172.16.86.149', '172.16.86.250'])
    expect(subnetHas(range as Subnet, parseIp(ip) ?? ('' as never))).toBe(false);
  expect((await inPlace(host.name, 'router', 'cat', '/run/dnsmasq.leases')).stdout).not.toContain(
    '172.16.86.1',
  );
});

test('as a table, with the range to use', async () => {
  const run = await host.lanyard('nic', 'scan', 'eth0', '--subnet', '172.16.86.0/26');
  expect(run.exit).toBe(0);
  expect(run.stdout).toMatch(/^ADDRESS +MAC +MAKER\n172\.16\.86\.1 +02:bb/);
  expect(run.stderr).toMatch(/DHCP server 172\.16\.86\.1 offered/);
  expect(run.stderr).toMatch(/--ip-range 172\.16\.86\.\d+\/29/);
});

test.each([
  [['eth0', '--subnet', '172.16.0.0/16'], 'too large'],
  [['eth1'], 'no IPv4 address'],
  [['nope'], 'no link nope'],
])('%j is refused', async (words, said) => {
  const run = await host.lanyard('nic', 'scan', ...words);
  expect(run.exit).toBe(1);
  expect(run.stderr).toContain(said);
});

test('what was seen is in the app’s next observation', async () => {
  await using app = serveClient(host.entry);
  const told = app.next('observed', () => true);
  const found = await app.ask('scan', { parent: 'eth0', subnet: '172.16.86.16/28' });
  expect(found).toMatchObject({ ok: true, value: { seen: [{ ip: '172.16.86.20' }] } });
  const answered = [{ parent: 'eth0', ip: '172.16.86.20', mac: '02:cc:00:00:00:20' }];
  expect((await told).answered).toEqual(answered);
  expect(await app.ask('observe', { sandboxes: false })).toMatchObject({ ok: true, value: { answered } });
});
