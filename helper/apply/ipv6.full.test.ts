// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LabHost, makeLabHost } from '../testing/lab-host.ts';

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
});
afterAll(() => host[Symbol.asyncDispose]());

async function pass(line: string): Promise<string> {
  const ran = await host.lanyard(...line.split(' '));
  expect(ran, line).toMatchObject({ exit: 0 });
  return ran.stdout;
}

interface Address {
  local: string;
  scope: string;
  tentative?: true;
  dynamic?: true;
}

async function addressesIn(container: string): Promise<Address[]> {
  const id = (await pass(`inspect -f {{.Id}} ${container}`)).slice(0, 12);
  const { stdout } = await host.run(['ip', '-n', `lanyard-${id}`, '-6', '-j', 'addr', 'show', 'eth0']);
  return (JSON.parse(stdout) as { addr_info?: Address[] }[]).flatMap(({ addr_info = [] }) => addr_info);
}

const V6 = '--subnet 2001:db8:77::/64 --gateway 2001:db8:77::1';
const SLEEP = 'lanyard/toolbox sleep 1000';

it('ipvlan l2: settled like any other, and a neighbour’s prefix by SLAAC beside the lease', async () => {
  await pass(`network create -d ipvlan -o parent=eth0 --ipv4=false --slaac ${V6} n6`);
  await pass(`run -d --name c1 --network n6 ${SLEEP}`);
  const there = await addressesIn('c1');
  expect(there.filter(({ tentative }) => tentative)).toEqual([]);
  expect(there.map(({ scope, dynamic }) => `${scope} ${dynamic === true}`).sort()).toEqual([
    'global false',
    'global true',
    'link false',
  ]);
  await pass('exec c1 ping -6 -c1 -W3 2001:db8:77::20');
  await pass('rm -f c1');
  await pass('network rm n6');
});

it('ipvlan l3: nobody is asked, and nothing is waited for', async () => {
  await pass(
    'network create -d ipvlan -o parent=eth0 -o ipvlan_mode=l3 --ipv4=false --subnet 2001:db8:90::/64 n6',
  );
  await pass(`run -d --name c1 --network n6 ${SLEEP}`);
  expect((await addressesIn('c1')).filter(({ tentative }) => tentative)).toEqual([]);
  await pass('rm -f c1');
  await pass('network rm n6');
});

it('a VLAN: its own gateway answers, the lower MTU is the containers’ alone, and a higher one is refused', async () => {
  const on =
    '-d macvlan -o parent=eth0.218 --ipv4=false --subnet 2001:db8:abc8::/64 --gateway 2001:db8:abc8::10';
  const high = await host.lanyard(
    ...`network create ${on} -o com.docker.network.driver.mtu=1501 n6`.split(' '),
  );
  expect(high).toMatchObject({ exit: 1 });
  expect((await host.run(['ip', 'link'])).stdout).not.toContain('eth0.218');
  await pass(`network create ${on} -o com.docker.network.driver.mtu=1300 n6`);
  await pass(`run -d --name c1 --network n6 ${SLEEP}`);
  await pass('exec c1 ping -6 -c1 -W3 2001:db8:abc8::10');
  expect(await pass('exec c1 ip link show eth0')).toContain('mtu 1300');
  expect((await host.run(['ip', 'link', 'show', 'eth0.218'])).stdout).toContain('mtu 1500');
  await pass('rm -f c1');
  await pass('network rm n6');
});
