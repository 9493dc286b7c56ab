// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LabHost, makeLabHost } from '../testing/lab-host.ts';
import { POWER_CUT } from '../testing/reboot.ts';

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
});
afterAll(() => host[Symbol.asyncDispose]());

async function good(words: string): Promise<string> {
  const ran = await host.lanyard(...words.split(' '));
  expect(ran, words).toMatchObject({ exit: 0 });
  return ran.stdout;
}

const links = async (): Promise<string[]> =>
  (await host.run(['ip', '-br', 'link'])).stdout
    .split('\n')
    .flatMap((line) => /^(\S+?)(?:@\S+)?\s/.exec(line)?.[1] ?? [])
    .sort();

const SLEEP = 'alpine sleep 86400';

it('a reboot without one of the NICs: sub-interfaces and dummies come back under their names, the rest is said', async () => {
  const bare = await links();
  await good(
    'network create -d macvlan --subnet=192.168.50.0/24 --gateway=192.168.50.1 -o parent=eth0.50 tagged',
  );
  await good('network create -d ipvlan --subnet=10.90.0.0/24 lonely');
  await good('network create -d macvlan --subnet=10.91.0.0/24 -o parent=eth1.60 lost');
  await good(`run -d --name c1 --network tagged --restart always ${SLEEP}`);
  await good(`run -d --name c2 --network lost --restart always ${SLEEP}`);
  const whole = await links();
  const made = whole.filter((name) => !bare.includes(name));
  expect(made).toEqual([expect.stringMatching(/^di-/), 'eth0.50', 'eth1.60']);

  await host.run(['sh', '-c', POWER_CUT]);
  for (const name of ['eth0.50', made[0] ?? '', 'eth1']) await host.run(['ip', 'link', 'del', name]);

  const restored = await host.lanyard('restore');
  expect(restored.exit).toBe(0);
  expect(restored.stderr).toContain('eth1');
  expect(await links()).toEqual(whole.filter((name) => !name.startsWith('eth1')));
  expect((await good('ps -a --format {{.Names}}:{{.State}}')).trim().split('\n').sort()).toEqual([
    'c1:running',
    'c2:exited',
  ]);
  await good('exec c1 ping -c1 -W5 192.168.50.1');

  const again = await host.lanyard('restore');
  expect(again.stdout.split('\n').filter((line) => line !== '' && !line.startsWith('- '))).toEqual([]);

  await good('rm -f c1 c2');
  await good('network rm tagged lonely lost');
  expect(await links()).toEqual(bare.filter((name) => name !== 'eth1'));
}, 240_000);
