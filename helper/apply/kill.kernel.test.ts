// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LabHost, leavings, makeLabHost } from '../testing/lab-host.ts';

let host: LabHost;
beforeAll(async () => {
  host = await makeLabHost();
});
afterAll(() => host[Symbol.asyncDispose]());

const NETWORKS = ['n1', 'n2'] as const;
const CONTAINERS = ['c1', 'c2'] as const;

const create = (name: string): string[] => [
  ...['network', 'create', '-d', 'macvlan', `--subnet=10.7${name.slice(1)}.0.0/24`],
  ...['-o', `parent=eth${Number(name.slice(1)) - 1}`, name],
];

/** One thing that a person may ask for, sensible or not at that moment. */
const command = fc
  .record({
    network: fc.constantFrom(...NETWORKS),
    container: fc.constantFrom(...CONTAINERS),
    what: fc.nat(8),
  })
  .map(({ network, container, what }) => {
    const commands: string[][] = [
      create(network),
      create(network),
      ['run', '-d', '--name', container, '--network', network, 'alpine', 'sleep', '86400'],
      ['run', '-d', '--name', container, '--network', network, 'alpine', 'sleep', '86400'],
      ['run', '-d', '--rm', '--name', container, '--network', network, 'alpine', 'true'],
      ['stop', '-t', '0', container],
      ['start', container],
      ['rm', '-f', container],
      ['network', what % 2 === 0 ? 'connect' : 'rm', network, container],
    ];
    return commands[what] ?? [];
  });

/** Undefined: left to its end. Else the helper is killed with KILL after so many milliseconds, wherever it is then. */
const deadline = fc.option(fc.integer({ min: 60, max: 900 }), { nil: undefined });

const sequence = fc.array(fc.record({ words: command, deadline }), { minLength: 6, maxLength: 10 });

async function carryOut(words: readonly string[], after: number | undefined): Promise<void> {
  const program = [process.execPath, host.program, ...words];
  await host.run(after === undefined ? program : ['timeout', '--signal=KILL', `${after / 1000}`, ...program]);
}

const names = async (...words: string[]): Promise<string[]> =>
  (await host.lanyard(...words)).stdout.split('\n').filter((name) => name !== '' && name !== 'none');

/** What the kernel shows is what is remembered: a sandbox for every running container, and none besides. */
async function expectConsistent(): Promise<void> {
  const running = await names('ps', '--no-trunc', '--format', '{{.ID}}');
  const { sandboxes } = await host.inventory();
  const there = sandboxes
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' ')[0]);
  expect(there.sort()).toEqual(running.map((id) => `lanyard-${id.slice(0, 12)}`).sort());
}

interface Inspected {
  Id: string;
  Name: string;
  State: { Running: boolean };
  NetworkSettings: { Networks: Record<string, unknown> };
}

/** A running container's hosts file names those that run on a network of its own, and no others. */
async function expectNamed(): Promise<void> {
  const all = await names('ps', '-a', '--format', '{{.Names}}');
  const seen: Inspected[] =
    all.length === 0 ? [] : JSON.parse((await host.lanyard('container', 'inspect', ...all)).stdout);
  const running = seen.filter(({ State }) => State.Running);
  const networks = ({ NetworkSettings }: Inspected) => Object.keys(NetworkSettings.Networks);
  for (const one of running) {
    const script = `cat "$LANYARD_STATE/run/${one.Id}/hosts"`;
    const { stdout } = await host.run(['/bin/sh', '-c', script]);
    const known = stdout.split(/\s+/);
    const mates = running.filter((other) => networks(other).some((name) => networks(one).includes(name)));
    for (const { Name } of seen) {
      const expected = mates.some((mate) => mate.Name === Name);
      expect([one.Name, Name, known.includes(Name.slice(1))]).toEqual([one.Name, Name, expected]);
    }
  }
}

test('whatever is asked, and whenever the helper is killed: after restore the truth holds, and all can be taken away', async () => {
  const before = leavings(await host.inventory());
  await fc.assert(
    fc.asyncProperty(sequence, async (commands) => {
      for (const { words, deadline: after } of commands) await carryOut(words, after);
      expect(await host.lanyard('restore')).toMatchObject({ exit: 0, stderr: '' });
      await expectConsistent();
      await expectNamed();
      for (const name of await names('ps', '-a', '--format', '{{.Names}}')) {
        expect(await host.lanyard('rm', '-f', name)).toMatchObject({ exit: 0 });
      }
      for (const name of await names('network', 'ls', '--format', '{{.Name}}')) {
        expect(await host.lanyard('network', 'rm', name)).toMatchObject({ exit: 0 });
      }
      expect(leavings(await host.inventory())).toEqual(before);
    }),
    { numRuns: Number(process.env.LANYARD_KILL_RUNS ?? 6), endOnFailure: true },
  );
}, 1_200_000);
