// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { leavings, makeLabHost } from '../testing/lab-host.ts';

test('a NIC that goes takes its containers’ links along: they can be stopped and removed all the same', async () => {
  await using host = await makeLabHost();
  const good = async (words: string) =>
    expect(await host.lanyard(...words.split(' ')), words).toMatchObject({ exit: 0, stderr: '' });
  const refused = async (words: string, why: string) =>
    expect(await host.lanyard(...words.split(' ')), words).toMatchObject({
      exit: words.startsWith('run') ? 125 : 1,
      stderr: expect.stringContaining(why),
    });

  await good('network create -d macvlan --subnet=10.77.0.0/24 -o parent=eth0 stays');
  const before = leavings(await host.inventory());
  await good('network create -d macvlan --subnet=10.81.0.0/24 -o parent=eth1 goes');
  await good('run -d --name both --network goes --network stays lanyard/toolbox sleep 86400');
  await good('run -d --name one --network goes lanyard/toolbox sleep 86400');
  await host.run(['ip', 'link', 'del', 'eth1']);

  await refused('run -d --network goes lanyard/toolbox sleep 1', 'eth1');
  await good('network disconnect goes both');
  await good('stop -t 0 one');
  await refused('start one', 'eth1');
  await good('rm -f one both');
  await good('network rm goes');
  const { links, ...rest } = leavings(await host.inventory());
  const { links: _, ...was } = before;
  expect(rest.sandboxes).toBe(was.sandboxes);
  expect(rest.mounts).toBe(was.mounts);
  expect(rest.records).toBe(was.records);
  expect(links).not.toContain('eth1');
}, 60_000);
