// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Inventory, type LabHost, leavings, makeLabHost } from '../testing/lab-host.ts';

let host: LabHost;
let before: ReturnType<typeof left>;
beforeAll(async () => {
  host = await makeLabHost();
  before = left(await host.inventory());
});

/** Without the host's own IPv6 address and routes: the router's advertisement may come at any moment. */
function left(inventory: Inventory) {
  const { addresses: _, routes: __, ...rest } = leavings(inventory);
  return rest;
}

afterAll(() => host[Symbol.asyncDispose]());

const ID = /^[0-9a-f]{64}\n$/;
const LAN = '--subnet=172.16.86.0/24 --gateway=172.16.86.1';
const START = 'run --rm -itd alpine:latest ash';

interface Typed {
  /** After `lanyard`, parted at spaces. */
  type: string;
  exit?: number;
  stdout?: RegExp | string;
  stderr?: RegExp;
}

/** The well-known macvlan tutorial in its own order: every network, both walks, and what it looks at on the way. */
const TYPED: Typed[] = [
  { type: `network create -d macvlan ${LAN} -o parent=eth0 pub_net`, stdout: ID },
  {
    type: 'network create -d macvlan --subnet=192.168.32.0/24 --ip-range=192.168.32.128/25 --gateway=192.168.32.254 --aux-address=my-router=192.168.32.129 -o parent=eth0 macnet32',
    stdout: ID,
  },
  {
    type: 'network create -d macvlan --subnet=192.168.50.0/24 --gateway=192.168.50.1 -o parent=eth0.50 macvlan50',
    stdout: ID,
  },
  {
    type: 'network create -d ipvlan --subnet=192.168.210.0/24 --subnet=192.168.212.0/24 --gateway=192.168.210.254 --gateway=192.168.212.254 -o ipvlan_mode=l2 ipvlan210',
    stdout: ID,
  },
  {
    type: 'network create -d macvlan --subnet=192.168.216.0/24 --subnet=192.168.218.0/24 --gateway=192.168.216.1 --gateway=192.168.218.1 --subnet=2001:db8:abc8::/64 --gateway=2001:db8:abc8::10 -o parent=eth0.218 -o macvlan_mode=bridge macvlan216',
    stdout: ID,
  },
  { type: 'network ls --format {{.Name}}={{.Driver}}', stdout: /pub_net=macvlan\n/ },
  { type: 'network inspect pub_net --format {{.Driver}}', stdout: 'macvlan\n' },
  // One subnet twice on one parent: the walk's network needs the first one's place.
  {
    type: `network create -d macvlan ${LAN} -o parent=eth0 my-macvlan-net`,
    exit: 1,
    stderr: /172\.16\.86\.0\/24/,
  },
  { type: 'network rm pub_net', stdout: 'pub_net\n' },
  { type: `network create -d macvlan ${LAN} -o parent=eth0 my-macvlan-net`, stdout: ID },
  {
    type: START.replace('alpine', '--network my-macvlan-net --name my-macvlan-alpine alpine'),
    stdout: ID,
  },
  {
    type: 'inspect my-macvlan-alpine --format {{(index .NetworkSettings.Networks "my-macvlan-net").MacAddress}}',
    stdout: '02:42:ac:10:56:02\n',
  },
  { type: 'exec my-macvlan-alpine ip addr show eth0', stdout: /inet 172\.16\.86\.2\/24/ },
  { type: 'exec my-macvlan-alpine ip route', stdout: /default via 172\.16\.86\.1 dev eth0/ },
  { type: 'exec my-macvlan-alpine ping -c1 -W3 172.16.86.1', stdout: /1 packets received/ },
  { type: `network create -d macvlan ${LAN} -o parent=eth0.10 my-8021q-macvlan-net`, stdout: ID },
  {
    type: START.replace('alpine', '--network my-8021q-macvlan-net --name my-second-macvlan-alpine alpine'),
    stdout: ID,
  },
  {
    type: 'inspect my-second-macvlan-alpine --format {{(index .NetworkSettings.Networks "my-8021q-macvlan-net").IPAddress}}',
    stdout: '172.16.86.2\n',
  },
  { type: 'exec my-second-macvlan-alpine ip addr show eth0', stdout: /inet 172\.16\.86\.2\/24/ },
  { type: 'exec my-second-macvlan-alpine ping -c1 -W3 172.16.86.1', stdout: /1 packets received/ },
  // Both families and both tags are on the wire.
  { type: 'run --rm --network macvlan50 alpine ping -c1 -W3 192.168.50.1', stdout: /1 packets received/ },
  { type: 'run --rm --network macnet32 alpine ip addr show eth0', stdout: /inet 192\.168\.32\.128\/24/ },
  { type: 'run --rm --network macvlan216 alpine ping -c1 -W3 192.168.216.1', stdout: /1 packets received/ },
  {
    type: 'run --rm --network macvlan216 alpine ping -c1 -W3 2001:db8:abc8::10',
    stdout: /1 packets received/,
  },
  { type: 'run --rm --network ipvlan210 alpine ip addr show eth0', stdout: /inet 192\.168\.210\.1\/24/ },
  { type: 'stop -t 0 my-second-macvlan-alpine', stdout: 'my-second-macvlan-alpine\n' },
  { type: 'network rm my-8021q-macvlan-net', stdout: 'my-8021q-macvlan-net\n' },
  { type: 'stop -t 0 my-macvlan-alpine', stdout: 'my-macvlan-alpine\n' },
  { type: 'network rm my-macvlan-net', stdout: 'my-macvlan-net\n' },
  { type: 'ps -aq', stdout: '' },
  { type: 'network rm macnet32 macvlan50 ipvlan210 macvlan216', stdout: /macvlan216\n$/ },
];

/** At spaces, but not inside a template's braces. */
const words = (line: string): string[] => line.match(/\S*\{\{.*?\}\}\S*|\S+/g) ?? [];

it.each(TYPED)('$type', async ({ type, exit = 0, stdout, stderr }) => {
  const ran = await host.lanyard(...words(type));
  expect(ran.exit, ran.stderr).toBe(exit);
  if (stdout !== undefined)
    expect(ran.stdout).toEqual(typeof stdout === 'string' ? stdout : expect.stringMatching(stdout));
  if (stderr !== undefined) expect(ran.stderr).toMatch(stderr);
});

it('leaves nothing, no sub-interface either', async () => {
  expect(left(await host.inventory())).toEqual(before);
});
