// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LabHost, makeLabHost } from '../testing/lab-host.ts';
import { underNetworkd } from '../testing/networkd.ts';
import { sameSandbox } from '../testing/same-sandbox.ts';

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
});
afterAll(() => host[Symbol.asyncDispose]());

it('ip: the sub-interface of a VLAN is made once for two networks', async () => {
  const script = await sameSandbox(host, [
    'network create -d macvlan --subnet 192.168.218.0/24 --gateway 192.168.218.1 --subnet 2001:db8:abc8::/64 --gateway 2001:db8:abc8::10 -o parent=eth0.218 n1',
    'network create -d macvlan --subnet 192.168.219.0/24 --internal -o parent=eth0.218 n2',
    'run -d --name c1 --network n1 --network n2 lanyard/toolbox sleep 1000',
  ]);
  expect(script.match(/type vlan id 218/g)).toHaveLength(1);
});

it('ip: ipvlan without parent has its dummy', async () => {
  await sameSandbox(host, [
    'network create -d ipvlan --subnet=192.168.210.0/24 --subnet=192.168.212.0/24 --gateway=192.168.210.254 --gateway=192.168.212.254 -o ipvlan_mode=l2 ipvlan210',
    'run -d --name c1 --network ipvlan210 lanyard/toolbox sleep 1000',
  ]);
});

it('ip: ipvlan l3 has a default route without next hop', async () => {
  const script = await sameSandbox(host, [
    'network create -d ipvlan --subnet=10.79.0.0/24 -o ipvlan_mode=l3 -o parent=eth0 n1',
    'run -d --name c1 --network n1 lanyard/toolbox sleep 1000',
  ]);
  expect(script).toContain('ip -n c1 route add default dev eth0');
});

it('networkd: a VLAN’s sub-interface, ipvlan on it, and a dummy', async () => {
  const lines = [
    'network create -d ipvlan --subnet 192.168.218.0/24 -o ipvlan_mode=l3s -o parent=eth0.218 n1',
    'network create -d macvlan --subnet 10.77.0.0/24 n2',
    'run -d --name c1 --network n1 --network n2 lanyard/toolbox sleep 1000',
  ];
  for (const line of lines) expect(await host.lanyard(...line.split(' ')), line).toMatchObject({ exit: 0 });
  const { stdout } = await host.lanyard('export', '--all', '--as', 'networkd', '--format', 'json');
  const { links, said } = await underNetworkd(host, JSON.parse(stdout).files, [
    'c1-eth0=192.168.218.2/24',
    'c1-eth1=10.77.0.1/24',
  ]);
  expect(said.filter((line) => /unknown|fail|invalid|ignor/i.test(line))).toEqual([]);
  const named = (name: string) => links.find(({ ifname }) => ifname === name);
  expect(named('eth0.218')).toMatchObject({ link: 'eth0', linkinfo: { info_data: { id: 218 } } });
  expect(named('c1-eth0')).toMatchObject({ link: 'eth0.218', linkinfo: { info_data: { mode: 'l3s' } } });
  expect(named('c1-eth1')).toMatchObject({ linkinfo: { info_kind: 'macvlan' } });
  expect(named(named('c1-eth1')?.link ?? '')?.linkinfo?.info_kind).toBe('dummy');
  await host.lanyard('rm', '-f', 'c1');
  await host.lanyard('network', 'prune', '-f');
});
