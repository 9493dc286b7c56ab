// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, it } from 'vitest';
import { labDown } from './down.ts';
import { clear, inPlace, labProcesses, must, traces } from './fixture.ts';
import { labUp } from './up.ts';

const NAME = 'tagged';

/** A container's view: VLANs of the host's NIC in a batch, one process for all. */
const SUB_INTERFACES = [
  'link add link eth0 name eth0.50 type vlan id 50',
  'address add 192.168.50.7/24 dev eth0.50',
  'link set eth0.50 up',
  'link add link eth0 name eth0.218 type vlan id 218',
  'address add 2001:db8:abc8::7/64 dev eth0.218 nodad',
  'link set eth0.218 up',
].join('\n');

beforeAll(async () => {
  expect(must(await labUp(NAME))).toMatchObject({ tagged: true, leftOut: [] });
  const script = 'printf "%s\n" "$1" | ip -batch -';
  expect((await inPlace(NAME, 'host', 'sh', '-c', script, 'sh', SUB_INTERFACES)).stderr).toBe('');
});
afterAll(() => clear(NAME));

it('carries every tag from the host to the router', async () => {
  for (const target of ['192.168.50.1', '2001:db8:abc8::10', '192.168.216.1']) {
    const { exit, stdout } = await inPlace(NAME, 'host', 'ping', '-n', '-c1', '-W3', target);
    expect({ exit, stdout }).toMatchObject({ exit: 0 });
  }
});

it('has the second router on VLAN 10 alone', async () => {
  const { stdout } = await inPlace(NAME, 'router10', 'ip', '-br', '-4', 'address');
  expect(stdout).toMatch(/r10\.10@r10\s+UP\s+172\.16\.86\.1\/24/);
});

it('has one gateway on the untagged LAN', async () => {
  const { stdout } = await inPlace(NAME, 'host', 'arping', '-c2', '-w3', '-I', 'eth0', '172.16.86.1');
  expect(new Set(stdout.match(/\[[0-9A-F:]+\]/g))).toEqual(new Set(['[02:BB:00:00:00:01]']));
});

it('gives a DHCP lease on VLAN 50 from its own pool', async () => {
  const argv = ['udhcpc', '-i', 'eth0.50', '-f', '-q', '-n', '-s', '/bin/true'];
  const { stdout, stderr } = await inPlace(NAME, 'host', ...argv);
  expect(stdout + stderr).toMatch(/lease of 192\.168\.50\.1[0-4]\d obtained/);
});

it('goes without a trace', async () => {
  const processes = labProcesses(NAME);
  must(await labDown(NAME));
  expect(traces(NAME, processes)).toEqual([]);
});
