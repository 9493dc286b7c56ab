// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LabHost, leavings, makeLabHost } from '../testing/lab-host.ts';

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
  // The image is made on first use, and kept: that is no remains of what comes.
  await host.lanyard('run', '--rm', 'alpine', 'true');
});
afterAll(() => host[Symbol.asyncDispose]());

const NETWORKS = ['n1', 'n2', 'n3'] as const;
const CONTAINERS = ['c1', 'c2'] as const;

/** A text for a flag: mostly one that is right somewhere. */
const SUBNETS = [
  '10.77.0.0/24',
  '10.78.0.0/30',
  '10.77.0.128/25',
  '10.77.0.9/24',
  '2001:db8:77::/64',
  'abc',
  '',
];
const PARENTS = ['eth0', 'eth1', 'eth9', 'lo', 'eth0.4095', 'eth0.5.6', 'a-name-that-is-too-long', ''];
const GATEWAYS = ['10.77.0.1', '10.78.0.1', '10.77.0.255', '10.99.0.1', 'x'];
const MODES = ['bridge', 'private', 'vepa', 'passthru', 'l2', 'Bridge', 'foo'];
const ADDRESSES = ['10.77.0.5', '10.77.0.1', '10.77.0.0', '10.99.0.5', '10.78.0.2', '2001:db8:77::5', 'y'];
const MACS = ['02:de:ad:00:00:01', '02:aa:00:00:00:10', '01:00:5e:00:00:01', '02:de:ad'];
/** All but the first fail after everything was made. */
const COMMANDS = [['sleep', '86400'], ['sleep', '86400'], ['/no/such/program'], ['/etc/passwd'], ['/']];

const flag = (name: string, values: readonly string[], often = 2) =>
  fc
    .option(fc.constantFrom(...values), { nil: undefined, freq: often })
    .map((value) => (value === undefined ? [] : [`${name}=${value}`]));

const networkCreate = fc
  .tuple(
    fc.constantFrom(['-d', 'macvlan'], ['-d', 'macvlan'], ['-d', 'bridge2'], []),
    flag('--subnet', SUBNETS, 8),
    flag('--gateway', GATEWAYS),
    flag('--ip-range', ['10.77.0.64/26', '10.77.0.0/16', 'z']),
    flag('-o=parent', PARENTS, 8),
    flag('-o=macvlan_mode', MODES, 1),
    flag('--aux-address=a', ADDRESSES, 1),
    fc.constantFrom([], [], ['--host-access'], ['--ipv6'], ['--internal']),
    fc.constantFrom(...NETWORKS, 'bridge', ''),
  )
  .map((parts) => ['network', 'create', ...parts.flat()]);

const containerRun = fc
  .tuple(
    fc.constantFrom(['-d'], ['-d', '--rm']),
    flag('--name', [...CONTAINERS, 'a b'], 8),
    flag('--network', [...NETWORKS, 'none', 'nowhere'], 8),
    flag('--ip', ADDRESSES),
    flag('--ip6', ADDRESSES, 1),
    flag('--mac-address', MACS),
    fc.constantFrom(['alpine'], ['alpine'], ['alpine'], ['no/image']),
    fc.constantFrom(...COMMANDS),
  )
  .map((parts) => ['run', ...parts.flat()]);

const onContainer = fc
  .tuple(
    fc.constantFrom(['stop', '-t', '0'], ['start'], ['rm'], ['rm', '-f'], ['restart', '-t', '0']),
    fc.constantFrom(...CONTAINERS, 'nobody'),
  )
  .map((parts) => parts.flat());

const onNetwork = fc
  .tuple(
    fc.constantFrom(['network', 'connect'], ['network', 'disconnect'], ['network', 'disconnect', '-f']),
    fc.constantFrom(...NETWORKS),
    fc.constantFrom(...CONTAINERS, 'nobody'),
  )
  .map((parts) => parts.flat());

const hostAccess = fc
  .tuple(fc.constantFrom(...NETWORKS), fc.constantFrom('on', 'off'))
  .map(([network, on]) => ['network', 'host-access', network, on]);

const networkRemove = fc.constantFrom(...NETWORKS, 'nowhere').map((name) => ['network', 'rm', name]);

const command = fc.oneof(
  { weight: 4, arbitrary: networkCreate },
  { weight: 5, arbitrary: containerRun },
  { weight: 2, arbitrary: onContainer },
  { weight: 1, arbitrary: onNetwork },
  { weight: 1, arbitrary: hostAccess },
  { weight: 1, arbitrary: networkRemove },
);

const names = async (...words: string[]): Promise<string[]> =>
  (await host.lanyard(...words)).stdout.split('\n').filter((name) => name !== '' && name !== 'none');

async function clear(): Promise<void> {
  const containers = await names('ps', '-aq');
  if (containers.length > 0) await host.lanyard('rm', '-f', ...containers);
  for (const name of await names('network', 'ls', '--format', '{{.Name}}'))
    await host.lanyard('network', 'rm', name);
}

/** The monitor of a container that has ended calls back: that is over before the next look. */
const SETTLED = 'while pgrep -f "lanyard[^ ]* [r]eap" >/dev/null; do sleep 0.02; done';
const settle = (): Promise<unknown> => host.run(['/bin/sh', '-c', SETTLED]);

test('a command that is refused or fails changes nothing on the host', async () => {
  const empty = leavings(await host.inventory());
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 14 }), async (commands) => {
      for (const words of commands) {
        await settle();
        const before = leavings(await host.inventory());
        const { exit, stderr } = await host.lanyard(...words);
        if (exit === 0) continue;
        refused += 1;
        expect(stderr).not.toBe('');
        await settle();
        expect(leavings(await host.inventory()), words.join(' ')).toEqual(before);
      }
      await clear();
      await settle();
      expect(leavings(await host.inventory())).toEqual(empty);
    }),
    { numRuns: Number(process.env.LANYARD_REFUSED_RUNS ?? 5), endOnFailure: true },
  );
  expect(refused).toBeGreaterThan(0);
}, 1_200_000);
