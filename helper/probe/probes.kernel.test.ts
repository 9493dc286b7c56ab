// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Container } from '../../model/container.ts';
import type { Observation } from '../../model/observation.ts';
import type { Reach } from '../../model/reach.ts';
import { container, network, workstation } from '../../model/testing/host.ts';
import { seeSandboxes } from '../observe/namespace.ts';
import { type Scratch, scratch } from '../observe/scratch/namespaces.ts';
import { probeOnce } from './probe-once.ts';
import { type Probes, startProbes } from './probes.ts';

let nets: Scratch;
let gateway: string;
let observation: Observation;
let probes: Probes | undefined;

/** A parent with a gateway at its other end, and containers a and b as macvlans on it. */
beforeEach(async () => {
  nets = scratch();
  const host = await nets.add();
  gateway = await nets.add();
  await nets.ip(host, `link add eth0 type veth peer name eth0 netns ${gateway}`, 'link set eth0 up');
  await nets.ip(host, 'addr add 172.16.86.250/24 dev eth0');
  await nets.ip(
    gateway,
    'link set eth0 up',
    'addr add 172.16.86.1/24 dev eth0',
    'addr add 2001:db8:86::1/64 dev eth0 nodad',
  );

  const pools = [
    { subnet: '172.16.86.0/24', gateway: '172.16.86.1', reserved: {} },
    { subnet: '2001:db8:86::/64', gateway: '2001:db8:86::1', reserved: {} },
  ];
  const on = network({ parent: 'eth0', ipv6: true, pools });
  const containers: Container[] = [];
  for (const [index, name] of ['a', 'b'].entries()) {
    const sandbox = await nets.add();
    const addresses = [`172.16.86.${index + 2}/24`, `2001:db8:86::${index + 2}/64`];
    await nets.ip(host, `link add link eth0 name lyx netns ${sandbox} type macvlan mode bridge`);
    await nets.ip(sandbox, 'link set lyx name eth0', 'link set eth0 up');
    await nets.ip(sandbox, `addr add ${addresses[0]} dev eth0`, `addr add ${addresses[1]} dev eth0 nodad`);
    const made: Container = container(name, on, '', { sandbox });
    containers.push({
      ...made,
      endpoints: made.endpoints.map((endpoint) => ({ ...endpoint, addresses })),
    });
  }
  const sandboxes = await seeSandboxes(containers.map(({ sandbox }) => sandbox));
  observation = { ...workstation(), networks: [on], containers, sandboxes };
});

afterEach(async () => {
  probes?.stop();
  probes = undefined;
  await nets.remove();
});

/** Starts probing; resolves with the answers once a fits. */
const started = () => {
  let latest: Reach[] = [];
  probes = startProbes({ onReach: (reached) => (latest = reached) });
  probes.update(observation);
  return (target: Reach['target'], family = 4) =>
    latest.find(
      (reach) =>
        reach.from === observation.containers[0]?.spec.id &&
        reach.target === target &&
        reach.family === family,
    )?.measured;
};

const YES = {
  echo: 'yes',
  neighbour: 'yes',
  loss: 0,
  rtt: expect.any(Number),
  mac: expect.stringMatching(/^[0-9a-f:]{17}$/),
};

test('gateway and sibling answer in both families; the host does not', async () => {
  const measured = started();
  const slow = { timeout: 8000 };
  await expect.poll(() => measured('gateway'), slow).toMatchObject(YES);
  await expect.poll(() => measured('gateway', 6), slow).toMatchObject(YES);
  await expect.poll(() => measured('container'), slow).toMatchObject(YES);
  await expect.poll(() => measured('container', 6), slow).toMatchObject(YES);
  await expect.poll(() => measured('host'), slow).toMatchObject({ echo: 'no', neighbour: 'no', loss: 1 });
});

test('a gateway that drops ICMP is told from one that is gone', async () => {
  const measured = started();
  const slow = { timeout: 10_000 };
  await expect.poll(() => measured('gateway'), slow).toMatchObject(YES);
  await nets.run(gateway, 'sysctl', '-q', '-w', 'net.ipv4.icmp_echo_ignore_all=1');
  await expect.poll(() => measured('gateway'), slow).toMatchObject({ echo: 'no', neighbour: 'yes' });
  await nets.ip(gateway, 'addr del 172.16.86.1/24 dev eth0');
  await expect.poll(() => measured('gateway'), slow).toMatchObject({ echo: 'no', neighbour: 'no' });
});

test('processes follow the containers, and none is left', async () => {
  started();
  const [a = '', b = ''] = observation.containers.map(({ sandbox }) => sandbox);
  const running = async (sandbox: string) => (await nets.pids(sandbox)).length;
  await expect.poll(async () => [await running(a), await running(b)], { timeout: 4000 }).toEqual([2, 2]);
  const [first, second] = observation.containers;
  if (first === undefined || second === undefined) throw new Error('no containers');
  probes?.update({
    ...observation,
    containers: [first, { ...second, state: { status: 'exited', remains: true } }],
  });
  await expect.poll(() => running(b), { timeout: 4000 }).toBe(0);
  expect(await running(a)).toBeGreaterThanOrEqual(2);
  probes?.stop();
  await expect.poll(() => running(a), { timeout: 4000 }).toBe(0);
});

test('once: one container, ended when all is known, nothing left', async () => {
  const [a] = observation.containers;
  const began = performance.now();
  const reached = await probeOnce(observation, a?.spec.id, 10);
  expect(performance.now() - began).toBeLessThan(8000);
  if (!reached.ok) throw new Error(reached.fault.code);
  const said = reached.value.map(({ target, family, measured }) => [
    target,
    family,
    measured?.echo,
    measured?.neighbour,
  ]);
  expect(said).toEqual([
    ['gateway', 4, 'yes', 'yes'],
    ['gateway', 6, 'yes', 'yes'],
    ['container', 4, 'yes', 'yes'],
    ['container', 6, 'yes', 'yes'],
    ['host', 4, 'no', 'no'],
  ]);
  await expect.poll(() => nets.pids(a?.sandbox ?? ''), { timeout: 4000 }).toEqual([]);
});

test('a sandbox that is not there is unknown, not unreachable', async () => {
  const [a] = observation.containers;
  if (a === undefined) throw new Error('no container');
  const lost = { ...observation, containers: [{ ...a, sandbox: 'lys-not-there' }], sandboxes: [] };
  const reached = await probeOnce(lost, undefined, 3.5);
  expect(reached.ok && reached.value.map(({ measured }) => measured)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
