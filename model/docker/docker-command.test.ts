// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ContainerSpec } from '../container.ts';
import { containerSpecOf } from '../grammar/container-spec.ts';
import { networkSpecOf } from '../grammar/network-spec.ts';
import { parseCommand } from '../grammar/parse.ts';
import { splitCommandLine } from '../grammar/split.ts';
import { NetworkSpec } from '../network.ts';
import { dockerCommandOf } from './docker-command.ts';

const ID = '0123456789abcdef'.repeat(4);

function readBack(command: string) {
  const read = parseCommand((splitCommandLine(command) ?? []).slice(1));
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  if (read.value.command === 'network create') return networkSpecOf(read.value, ID);
  if (read.value.command === 'run') return containerSpecOf(read.value, ID);
  throw new Error(read.value.command);
}

const word = fc.stringMatching(/^[a-z][a-z0-9.-]{0,8}$/);
const anything = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const key = anything.filter((text) => !text.includes('=') && text !== '__proto__');
const labels = fc.dictionary(key, anything, { maxKeys: 3, noNullPrototype: true });

/** The `at`th pool: disjoint subnets, so that what belongs to each is found again. */
const pool = (at: number) =>
  fc
    .record({ gateway: fc.boolean(), range: fc.boolean(), reserved: fc.uniqueArray(key, { maxLength: 2 }) })
    .map(({ gateway, range, reserved }) => ({
      subnet: `10.${at}.0.0/24`,
      ...(gateway ? { gateway: `10.${at}.0.1` } : {}),
      ...(range ? { range: `10.${at}.0.128/25` } : {}),
      reserved: Object.fromEntries(
        reserved.map((name, index) => [`${name}${at}`, `10.${at}.0.${10 + index}`]),
      ),
    }));

const network = fc
  .record({
    name: anything,
    driver: fc.constantFrom('macvlan', 'ipvlan'),
    parent: fc.option(word, { nil: undefined }),
    mode: fc.option(word, { nil: undefined }),
    mtu: fc.option(fc.integer({ min: 68, max: 65535 }), { nil: undefined }),
    internal: fc.boolean(),
    ipv6: fc.boolean(),
    ipam: fc.constantFrom('default', 'null'),
    pools: fc
      .integer({ min: 0, max: 3 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => pool(at)))),
    labels,
  })
  .map(({ parent, mode, mtu, ...rest }) => ({
    id: ID,
    ...rest,
    ...(parent === undefined ? {} : { parent }),
    ...(mode === undefined ? {} : { mode }),
    ...(mtu === undefined ? {} : { mtu }),
    options: {
      ...(parent === undefined ? {} : { parent }),
      ...(mode === undefined ? {} : { [`${rest.driver}_mode`]: mode }),
      ...(mtu === undefined ? {} : { 'com.docker.network.driver.mtu': String(mtu) }),
    },
  }));

test('a network comes back from its docker command', () => {
  fc.assert(
    fc.property(network, (spec) => {
      expect(readBack(dockerCommandOf(NetworkSpec.parse(spec)))).toEqual({ ok: true, value: spec });
    }),
  );
});

const endpoint = (at: number) =>
  fc
    .record({
      ip: fc.boolean(),
      mac: fc.boolean(),
      priority: fc.boolean(),
      aliases: fc.array(word, { maxLength: 2 }),
    })
    .map(({ ip, mac, priority, aliases }) => ({
      network: `n${at}`,
      ...(ip ? { ip: `10.${at}.0.9`, ip6: `fd00::${at}` } : {}),
      ...(mac ? { mac: '02:de:ad:00:00:01' } : {}),
      ...(priority ? { gatewayPriority: at - 1 } : {}),
      aliases,
    }));

const container = fc.record({
  id: fc.constant(ID),
  name: word,
  image: word,
  command: fc.array(anything, { maxLength: 4 }),
  env: fc.array(
    fc.tuple(word, fc.string()).map(([name, value]) => `${name}=${value}`),
    { maxLength: 3 },
  ),
  hostname: word,
  tty: fc.boolean(),
  interactive: fc.boolean(),
  remove: fc.boolean(),
  labels,
  endpoints: fc
    .integer({ min: 0, max: 3 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => endpoint(at)))),
});

test('a container comes back from its docker command', () => {
  fc.assert(
    fc.property(container, (spec) => {
      expect(readBack(dockerCommandOf(ContainerSpec.parse(spec)))).toEqual({ ok: true, value: spec });
    }),
  );
});

test('it reads as a person would type it', () => {
  const line = 'docker network create -d macvlan --subnet 10.77.0.0/24 --gateway 10.77.0.1 -o parent=eth0 n1';
  const spec = readBack(line);
  expect(spec.ok && dockerCommandOf(spec.value)).toBe(line);
  const run = readBack(
    "docker run --rm -itd --name c1 --network n1 --ip 10.77.0.9 alpine:latest sh -c 'a b'",
  );
  expect(run.ok && dockerCommandOf(run.value)).toBe(
    "docker run --rm -itd --name c1 --network n1 --ip 10.77.0.9 alpine:latest sh -c 'a b'",
  );
});
