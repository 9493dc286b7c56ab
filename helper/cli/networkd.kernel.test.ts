// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LabHost, makeLabHost } from '../testing/lab-host.ts';
import { NETWORKD, underNetworkd } from '../testing/networkd.ts';

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
});
afterAll(() => host[Symbol.asyncDispose]());

test.skipIf(!existsSync(NETWORKD))(
  'networkd makes the links that are written for it, and understands every line',
  async () => {
    const lines = [
      'network create -d macvlan --subnet 10.77.0.0/24 --subnet 2001:db8:77::/64 -o macvlan_mode=private -o parent=eth0 n1',
      'network create -d macvlan --subnet 10.78.0.0/24 -o parent=eth0 n2',
      'run -d --name c1 --network name=n1,mac-address=02:de:ad:00:00:01 --network n2 lanyard/toolbox sleep 1000',
    ];
    for (const line of lines) expect(await host.lanyard(...line.split(' ')), line).toMatchObject({ exit: 0 });
    const { stdout } = await host.lanyard('export', '--all', '--as', 'networkd', '--format', 'json');
    const { files } = JSON.parse(stdout);
    const { links, said } = await underNetworkd(host, files, [
      'c1-eth0=10.77.0.2/24',
      'c1-eth0=2001:db8:77::2/64',
      'c1-eth1=10.78.0.2/24',
    ]);
    expect(said.filter((line) => /unknown|fail|invalid|ignor/i.test(line))).toEqual([]);
    const seen = links.map(({ ifname, link, address, linkinfo, addr_info }) => [
      ifname,
      link,
      address,
      linkinfo?.info_data?.mode,
      addr_info
        .filter(({ scope }) => scope === 'global')
        .map(({ local, prefixlen }) => `${local}/${prefixlen}`),
    ]);
    expect(seen).toContainEqual([
      'c1-eth0',
      'eth0',
      '02:de:ad:00:00:01',
      'private',
      ['10.77.0.2/24', '2001:db8:77::2/64'],
    ]);
    expect(seen).toContainEqual(['c1-eth1', 'eth0', '02:42:0a:4e:00:02', 'bridge', ['10.78.0.2/24']]);
    await host.lanyard('rm', '-f', 'c1');
    await host.lanyard('network', 'prune', '-f');
  },
);
