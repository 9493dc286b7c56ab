// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Observation } from '../../model/observation.ts';
import { seeSandboxes } from './namespace.ts';
import { observe } from './observe.ts';
import { type Scratch, scratch } from './scratch/namespaces.ts';

let nets: Scratch;
beforeEach(() => {
  nets = scratch();
});
afterEach(() => nets.remove());

/** A macvlan made directly in a namespace of its own, on a veth in another one. */
async function macvlan(address: string): Promise<string> {
  const [host, sandbox] = [await nets.add(), await nets.add()];
  await nets.ip(host, 'link add eth0 type veth peer name sw0', 'link set eth0 up', 'link set sw0 up');
  await nets.ip(host, `link add link eth0 name lyx netns ${sandbox} type macvlan mode bridge`);
  await nets.ip(sandbox, 'link set lyx name eth0', 'link set eth0 up', `addr add ${address} brd + dev eth0`);
  await nets.ip(
    sandbox,
    'route add default via 10.77.0.1',
    'neigh add 10.77.0.1 lladdr 02:00:00:00:00:01 dev eth0',
  );
  return sandbox;
}

test('the host is seen whole, and is what the contract says', async () => {
  const seen = await observe({ sandboxes: 'none' });
  if (!seen.ok) throw new Error(seen.fault.code);
  expect(Observation.safeParse(seen.value).error).toBeUndefined();
  expect(seen.value.links).toContainEqual(
    expect.objectContaining({ name: 'lo', medium: 'loopback', up: true }),
  );
  expect(seen.value.host.tools.ip).toMatch(/^\/.*\/ip$/);
});

test('the inside of a sandbox', async () => {
  const sandbox = await macvlan('10.77.0.2/24');
  const seen = await observe({ sandboxes: [sandbox] });
  const inside = seen.ok ? seen.value.sandboxes[0] : undefined;
  expect(inside?.name).toBe(sandbox);
  expect(inside?.links).toContainEqual(
    expect.objectContaining({
      ...{
        name: 'eth0',
        kind: 'macvlan',
        mode: 'bridge',
        parentElsewhere: true,
        up: true,
        medium: 'virtual',
      },
      addresses: expect.arrayContaining([
        { family: 4, ip: '10.77.0.2', prefix: 24, scope: 'global', flags: [] },
      ]),
    }),
  );
  expect(inside?.routes).toContainEqual(
    expect.objectContaining({ to: 'default', via: '10.77.0.1', dev: 'eth0' }),
  );
  expect(inside?.neighbours).toEqual([
    { ip: '10.77.0.1', dev: 'eth0', mac: '02:00:00:00:00:01', states: ['PERMANENT'], router: false },
  ]);
});

test('many at once, in the order asked; one that is not there is left out', async () => {
  const made = await Promise.all(
    ['10.77.0.2/24', '10.77.0.3/24', '10.77.0.4/24', '10.77.0.5/24', '10.77.0.6/24'].map(macvlan),
  );
  const names = [...made.slice(0, 2), 'lys-not-there', ...made.slice(2)];
  expect((await seeSandboxes(names)).map(({ name }) => name)).toEqual(made);
});
