// SPDX-License-Identifier: Apache-2.0
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Inventory, type LabHost, leavings, makeLabHost } from '../testing/lab-host.ts';
import { POWER_CUT } from '../testing/reboot.ts';

let host: LabHost;
let before: Omit<Inventory, 'state'>;
beforeAll(async () => {
  host = await makeLabHost();
  before = leavings(await host.inventory());
});
afterAll(() => host[Symbol.asyncDispose]());

async function good(words: string): Promise<string> {
  const ran = await host.lanyard(...words.split(' '));
  expect(ran, words).toMatchObject({ exit: 0 });
  return ran.stdout;
}

const create = () =>
  good('network create -d macvlan --subnet=10.77.0.0/24 --gateway=10.77.0.1 -o parent=eth0 n1');
const inspect = async (name: string, template: string): Promise<string> =>
  (await good(`inspect -f ${template} ${name}`)).trim();
const status = (name: string) => inspect(name, '{{.State.Status}}:{{.State.ExitCode}}:{{.RestartCount}}');
const states = async () => (await good('ps -a --format {{.Names}}:{{.State}}')).trim().split('\n').sort();

afterEach(async () => {
  for (const state of await states()) if (state !== '') await good(`rm -f ${state.split(':')[0]}`);
  await good('network rm n1');
  expect(leavings(await host.inventory())).toEqual(before);
});

describe('restore after a power cut', () => {
  it('brings back what Docker brings back, with its addresses, and only once', async () => {
    await create();
    const sleep = 'alpine sleep 86400';
    await good(`run -d --name always --network n1 --restart always ${sleep}`);
    await good(`run -d --name always-stopped --network n1 --restart always ${sleep}`);
    await good(`run -d --name unless --network n1 --restart unless-stopped ${sleep}`);
    await good(`run -d --name unless-stopped --network n1 --restart unless-stopped ${sleep}`);
    await good(`run -d --name failure --network n1 --restart on-failure:3 ${sleep}`);
    await good(`run -d --name plain --network n1 ${sleep}`);
    await good(`run -d --rm --name passing --network n1 ${sleep}`);
    await good(`create --name made --network n1 --restart always ${sleep}`);
    await good('stop -t 0 always-stopped unless-stopped');
    const address = await inspect('always', '{{.NetworkSettings.Networks.n1.IPAddress}}');

    await host.run(['sh', '-c', POWER_CUT]);
    expect(await status('plain')).toBe('exited:255:0');
    expect(await host.lanyard('restore')).toMatchObject({ exit: 0, stderr: '' });
    expect(await states()).toEqual([
      'always-stopped:running',
      'always:running',
      'failure:running',
      'made:created',
      'plain:exited',
      'unless-stopped:exited',
      'unless:running',
    ]);
    expect(await inspect('always', '{{.NetworkSettings.Networks.n1.IPAddress}}')).toBe(address);
    await good('exec always ping -c1 -W5 10.77.0.1');

    const there = await host.inventory();
    expect(await host.lanyard('restore')).toEqual({ exit: 0, stdout: '', stderr: '' });
    expect(await host.inventory()).toEqual(there);
  }, 120_000);
});

it('makes the host’s way to its containers again', async () => {
  await good('network create -d macvlan --subnet=172.16.86.0/24 --host-access -o parent=eth0 n1');
  await good('run -d --name c1 --network n1 --restart always alpine sleep 86400');
  const ping = () => host.run(['ping', '-c1', '-W5', '172.16.86.2']);
  expect(await ping()).toMatchObject({ exit: 0 });
  await host.run(['sh', '-c', POWER_CUT]);
  await host.run(['sh', '-c', "ip -o link | grep -o 'ly-[0-9a-f]*' | xargs -n1 ip link del"]);
  expect(await ping()).not.toMatchObject({ exit: 0 });
  expect(await host.lanyard('restore')).toMatchObject({ exit: 0, stderr: '' });
  expect(await ping()).toMatchObject({ exit: 0 });
  await good('rm -f c1');
}, 60_000);

describe('a container that ends by itself', () => {
  it('is started again as often as its policy says', async () => {
    await create();
    await good('run -d --name fails --network n1 --restart on-failure:2 alpine false');
    await expect.poll(() => status('fails')).toBe('exited:1:2');
    await good('run -d --name well --network n1 --restart on-failure alpine true');
    await expect.poll(() => status('well')).toBe('exited:0:0');
  }, 60_000);

  it('is started again until a person stops it', async () => {
    await create();
    await good('run -d --name always --network n1 --restart always alpine sleep 86400');
    const pid = () => inspect('always', '{{.State.Pid}}');
    const first = await pid();
    await host.run(['kill', '-KILL', first]);
    await expect.poll(() => status('always')).toBe('running:0:1');
    expect(await pid()).not.toBe(first);

    await good('stop -t 0 always');
    // What the monitor calls, to its end.
    await good('reap always');
    expect(await status('always')).toBe('exited:137:1');
    await good('start always');
    expect(await status('always')).toBe('running:0:0');
    await good('kill always');
    await good('reap always');
    expect(await status('always')).toBe('exited:137:0');
  }, 60_000);
});
