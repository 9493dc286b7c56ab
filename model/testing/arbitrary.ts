// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import type { Container, ContainerSpec, EndpointSpec } from '../container.ts';
import { MTU_OPTION } from '../grammar/network-spec.ts';
import type { Network, NetworkSpec, PoolSpec } from '../network.ts';
import { idOf } from './host.ts';

/** Texts that other languages have a meaning for: YAML, the shell, Compose's variables, HTML. */
const special = fc.constantFrom(
  ...[
    'no',
    'null',
    '~',
    '1e3',
    '0x10',
    '1:20',
    '- a',
    'a: b',
    'a #b',
    '{a',
    '[a',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
  ],
  ...[
    'a\nb',
    'a\n\n',
    ' a ',
    '\t',
    "it's",
    '"',
    '\\',
    '\\ --x',
    '$HOME',
    `$${'{HOME:-x}'}`,
    '$$',
    '`id`',
    '; rm',
    'a && b',
  ],
  ...[
    '<b>',
    '&lt;',
    '“a”',
    '——a',
    '客厅。',
    '=',
    'a=b',
    '#',
    '?',
    '-x',
    '--x=y',
    'é',
    '\u00a0',
    'true',
    '2026-01-01',
  ],
);
const anything = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), special);
const word = fc.stringMatching(/^[a-z][a-z0-9.-]{1,8}$/);
const key = anything.filter((text) => !/[=\n]/.test(text) && text !== '__proto__');
const pairs = fc.dictionary(key, anything, { maxKeys: 3, noNullPrototype: true });

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** The same without fields that are undefined, as specs are. */
const dense = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

/** The `at`th pool: disjoint subnets, so that what belongs to each is found again. */
const pool = (at: number): fc.Arbitrary<PoolSpec> =>
  fc
    .record({
      six: fc.boolean(),
      gateway: fc.boolean(),
      range: fc.boolean(),
      reserved: fc.uniqueArray(key, { maxLength: 2 }),
    })
    .map(({ six, gateway, range, reserved }) => {
      const [base, length, half] = six ? [`fd00:${at}::`, 64, 65] : [`10.${at}.0.`, 24, 25];
      const address = (last: number) => `${base}${last}`;
      return dense({
        subnet: `${six ? base : address(0)}/${length}`,
        gateway: gateway ? address(1) : undefined,
        range: range ? `${six ? base : address(128)}/${half}` : undefined,
        reserved: Object.fromEntries(reserved.map((name, index) => [`${name}${at}`, address(10 + index)])),
      });
    });

const upTo = <T>(most: number, one: (at: number) => fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc
    .integer({ min: 0, max: most })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => one(at))));

/** Any network that a docker command can ask for: also one that preflight would refuse. */
export const networkSpecs = (name: fc.Arbitrary<string> = anything): fc.Arbitrary<NetworkSpec> =>
  fc
    .record({
      name,
      driver: fc.constantFrom('macvlan', 'ipvlan'),
      parent: maybe(word),
      mode: maybe(word),
      mtu: maybe(fc.integer({ min: 68, max: 65535 })),
      internal: fc.boolean(),
      ipv6: fc.boolean(),
      attachable: maybe(fc.constant(true)),
      ipam: fc.constantFrom('default', 'null'),
      pools: upTo(3, pool),
      labels: pairs,
      others: fc.dictionary(word, anything, { maxKeys: 2, noNullPrototype: true }),
    })
    .map(({ others, ...spec }) =>
      dense({
        id: idOf('a'),
        ...spec,
        options: dense({
          ...others,
          parent: spec.parent,
          [`${spec.driver}_mode`]: spec.mode,
          [MTU_OPTION]: spec.mtu === undefined ? undefined : String(spec.mtu),
        }) as Record<string, string>,
      }),
    );

const endpoint = (at: number): fc.Arbitrary<EndpointSpec> =>
  fc
    .record({
      ip: fc.boolean(),
      mac: fc.boolean(),
      priority: fc.boolean(),
      aliases: fc.uniqueArray(word, { maxLength: 2 }),
    })
    .map(({ ip, mac, priority, aliases }) =>
      dense({
        network: `n${at}`,
        ip: ip ? `10.${at}.0.9` : undefined,
        ip6: ip ? `fd00::${at}` : undefined,
        mac: mac ? '02:00:10:20:30:40' : undefined,
        gatewayPriority: priority ? at - 1 : undefined,
        aliases,
      }),
    );

/** Any container on networks `n0`, `n1`, `n2`. */
export const containerSpecs: fc.Arbitrary<ContainerSpec> = fc
  .record({
    name: word,
    image: word,
    entrypoint: maybe(word),
    command: fc.array(anything, { maxLength: 4 }),
    env: fc.array(
      fc.tuple(word, fc.oneof(anything, fc.constant(''))).map(([name, value]) => `${name}=${value}`),
      { maxLength: 3 },
    ),
    hostname: maybe(word),
    workdir: maybe(anything),
    user: maybe(word),
    tty: fc.boolean(),
    interactive: fc.boolean(),
    remove: fc.boolean(),
    labels: pairs,
    endpoints: upTo(3, endpoint),
  })
  .map((spec) => dense({ id: idOf('c'), ...spec }));

/** Records of specs, as if they had been made: enough for what reads only specs. */
export const networkOf = (spec: NetworkSpec): Network => ({
  spec,
  engine: 'builtin',
  pools: spec.pools,
  ipv6: spec.ipv6,
  parent: spec.parent ?? '',
  madeLinks: [],
  created: 0,
});

export const containerOf = (spec: ContainerSpec): Container => ({
  spec,
  engine: 'builtin',
  imageId: '',
  argv: [],
  endpoints: [],
  sandbox: '',
  state: { status: 'created', remains: false },
  created: 0,
});
