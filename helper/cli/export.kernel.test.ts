// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LabHost, makeLabHost } from '../testing/lab-host.ts';
import { sameSandbox } from '../testing/same-sandbox.ts';

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
});
afterAll(() => host[Symbol.asyncDispose]());

test('ip: two macvlan networks, dual stack, an address and a MAC of one’s own', async () => {
  const script = await sameSandbox(host, [
    'network create -d macvlan --subnet 172.16.86.0/24 --gateway 172.16.86.1 --ip-range 172.16.86.192/27 -o parent=eth0 n1',
    'network create -d macvlan --subnet 10.77.0.0/24 --subnet 2001:db8:77::/64 -o macvlan_mode=private -o parent=eth0 n2',
    'run -d --name c1 --network name=n1,gw-priority=3 --network name=n2,ip=10.77.0.9,mac-address=02:de:ad:00:00:01 lanyard/toolbox sleep 1000',
  ]);
  expect(script).toMatch(/^#!\/bin\/sh\n# ip /);
  expect(script).toContain('ip -n c1 route add default via 172.16.86.1 dev eth0');
});

test('what is written is said on standard error too, and every target writes', async () => {
  await host.lanyard(
    ...'network create -d macvlan --subnet 10.78.0.0/24 --label a=b -o parent=eth0 n3'.split(' '),
  );
  const outputs = ['docker', 'compose', 'ip', 'networkd', 'multus'].map((target) =>
    host.lanyard('export', 'n3', '--as', target),
  );
  for (const { exit, stdout, stderr } of await Promise.all(outputs)) {
    expect(exit).toBe(0);
    for (const remark of stderr.split('\n').filter(Boolean))
      expect(stdout).toContain(`# ${remark.replace(/^\w+: /, '')}\n`);
  }
  const networkd = await host.lanyard('export', 'n3', '--as', 'networkd');
  expect(networkd.stderr).toContain('networkd has no place for --label of n3');
  const json = await host.lanyard('export', '--all', '--as', 'docker', '--format', 'json');
  expect(JSON.parse(json.stdout)).toEqual({
    files: [
      {
        name: 'docker.sh',
        text: 'docker network create -d macvlan --subnet 10.78.0.0/24 --label a=b -o parent=eth0 n3\n',
      },
    ],
    remarks: [],
  });
  expect(await host.lanyard('network', 'rm', 'n3')).toMatchObject({ exit: 0 });
});

test('what is not there, and nothing named', async () => {
  expect(await host.lanyard('export', 'nobody')).toMatchObject({
    exit: 1,
    stdout: '',
    stderr: 'lanyard: There is no network and no container nobody.\n',
  });
  expect(await host.lanyard('export')).toMatchObject({ exit: 1, stdout: '' });
});
