// SPDX-License-Identifier: Apache-2.0
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { HelperStatus } from '../model/shell-contract.ts';
import { HelperClient } from './helper-client.ts';
import type { Host } from './host.ts';
import { type Built, buildForTest } from './testing/built.ts';
import { isAlive, treeOf, untilGone } from './testing/processes.ts';

let built: Built;
beforeAll(async () => {
  built = await buildForTest();
}, 60_000);
afterAll(() => built?.remove());

const ENV = { PATH: process.env.PATH ?? '', LANYARD_FAKE: 'read' };
const UP = ['/usr/bin/env', 'LANYARD_FAKE=change'];
/** What pkexec does when it does not start the program: its exit and its words. */
const pkexecThat = (exit: number, words: string) => [
  '/bin/sh',
  '-c',
  `echo "${words}" >&2; exit ${exit}`,
  'x',
];

interface Seen {
  client: HelperClient;
  told: HelperStatus[];
  heard: string[];
  until: (state: HelperStatus['state'], after?: number) => Promise<HelperStatus>;
}

const open: HelperClient[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
});

function watchClient(host: Partial<Host> = {}): Seen {
  const told: HelperStatus[] = [];
  const heard: string[] = [];
  const waiting = new Set<() => void>();
  const client = new HelperClient({
    host: { argv: [built.lanyard, 'serve'], env: ENV, elevate: UP, ...host },
    hear: (name) => heard.push(name),
    told: (status) => {
      told.push(status);
      for (const look of waiting) look();
    },
  });
  open.push(client);
  const until = (state: HelperStatus['state'], after = 0) =>
    new Promise<HelperStatus>((resolve) => {
      const look = () => {
        const found = told.slice(after).find((status) => status.state === state);
        if (found) resolve(found);
      };
      waiting.add(look);
      look();
    });
  return { client, told, heard, until };
}

const helpers = () => treeOf(process.pid).filter((pid) => pid !== process.pid && isAlive(pid));
const pidOf = async (client: HelperClient) => {
  const hello = await client.call('hello', {});
  if (!hello.ok) throw new Error(hello.fault.code);
  return (hello.value as { pid: number }).pid;
};

describe('a helper that answers', () => {
  test('is started at the first call, as the ordinary user', async () => {
    const { client, told } = watchClient();
    expect(await client.call('observe', { sandboxes: false })).toMatchObject({ ok: true });
    expect(told.map(({ state, authority }) => [state, authority])).toEqual([['connected', 'read']]);
  });

  test('is one helper, however many ask at once', async () => {
    const { client } = watchClient();
    const pids = await Promise.all([pidOf(client), pidOf(client), pidOf(client)]);
    expect(new Set(pids).size).toBe(1);
  });

  test('ends when the client is closed', async () => {
    const { client } = watchClient();
    const pid = await pidOf(client);
    await client.close();
    expect(isAlive(pid)).toBe(false);
    expect(await client.call('hello', {})).toMatchObject({ fault: { code: 'helper-lost' } });
  });
});

describe('the first change', () => {
  test('starts an elevated helper, which takes over; the ordinary one ends', async () => {
    const { client, told, heard } = watchClient();
    const before = await pidOf(client);
    await client.call('watch', { links: true, probe: false });
    const events = heard.length;
    const asked = Promise.all([client.call('restore', {}), client.call('restore', {})]);
    expect(await asked).toMatchObject([{ ok: true }, { ok: true }]);
    const after = await pidOf(client);
    expect(after).not.toBe(before);
    await untilGone([before]);
    expect(told.map(({ state }) => state)).toEqual(['connected', 'elevating', 'connected']);
    expect(client.status.authority).toBe('change');
    // It was told to watch as well.
    expect(heard.length).toBe(2 * events);
  });

  test.each([
    [126, 'Error executing command as another user: Request dismissed', 'elevation-dismissed'],
    [127, 'Error executing command as another user: Not authorized', 'elevation-refused'],
    [127, 'Error executing command as another user: No authentication agent found.', 'elevation-missing'],
    [127, 'Error accessing /opt/lanyard: No such file or directory', 'helper-lost'],
    [127, 'Error getting authority: Error initializing authority: Could not connect', 'elevation-missing'],
  ])('that pkexec ends with %i, "%s", is %s; reading goes on', async (exit, words, code) => {
    const { client, told } = watchClient({ elevate: pkexecThat(exit, words) });
    const pid = await pidOf(client);
    expect(await client.call('restore', {})).toMatchObject({ fault: { code } });
    expect(told.at(-1)).toMatchObject({ state: 'connected', authority: 'read', fault: { code } });
    expect(await pidOf(client)).toBe(pid);
    // Asked again, the person is asked again.
    expect(await client.call('restore', {})).toMatchObject({ fault: { code } });
  });

  test('where there is no pkexec is elevation-missing', async () => {
    const { client } = watchClient({ elevate: ['/nowhere/pkexec'] });
    expect(await client.call('restore', {})).toMatchObject({ fault: { code: 'elevation-missing' } });
    const none = watchClient({ elevate: undefined });
    expect(await none.client.call('restore', {})).toMatchObject({ fault: { code: 'elevation-missing' } });
  });

  test('can be taken back: locked again, only reading', async () => {
    const { client } = watchClient();
    await client.elevate();
    const elevated = await pidOf(client);
    await client.lock();
    expect(client.status).toMatchObject({ state: 'connected', authority: 'read' });
    expect(isAlive(elevated)).toBe(false);
  });

  test('as root needs no way up', async () => {
    const { client, told } = watchClient({ env: { ...ENV, LANYARD_FAKE: 'change' }, elevate: undefined });
    expect(await client.call('restore', {})).toMatchObject({ ok: true });
    expect(told.map(({ state }) => state)).toEqual(['connected']);
  });
});

describe('a helper that is lost', () => {
  test('fails what was pending, says so, comes back by itself and watches again', async () => {
    const { client, told, heard, until } = watchClient();
    const pid = await pidOf(client);
    await client.call('watch', { links: true, probe: true });
    const events = heard.length;
    const pending = client.call('logs', { container: 'silent', from: 0, limit: 1 });
    process.kill(pid, 'SIGKILL');
    expect(await pending).toMatchObject({
      fault: { code: 'helper-lost', facts: { reason: 'exit SIGKILL' } },
    });
    const seen = told.length;
    await until('lost');
    await until('connected', seen);
    expect(await pidOf(client)).not.toBe(pid);
    expect(heard.length).toBe(2 * events);
  });

  test('comes back reading only, whatever it could before', async () => {
    const { client, told, until } = watchClient();
    await client.elevate();
    const pid = await pidOf(client);
    process.kill(pid, 'SIGKILL');
    await until('lost');
    const seen = told.length;
    expect(await until('connected', seen)).toMatchObject({ authority: 'read' });
  });

  test('is not waited for by calls; reconnect does not wait either', async () => {
    const { client, until } = watchClient({ argv: ['/nowhere/lanyard', 'serve'] });
    expect(await client.call('hello', {})).toMatchObject({ fault: { code: 'helper-lost' } });
    expect((await until('lost')).fault?.facts.reason).toContain('ENOENT');
    expect(await client.call('hello', {})).toMatchObject({ fault: { code: 'helper-lost' } });
    expect(await client.reconnect()).toMatchObject({ fault: { code: 'helper-lost' } });
  });

  test('is a helper that writes what is no JSON-RPC', async () => {
    const before = helpers();
    const { client } = watchClient({
      argv: ['/bin/sh', '-c', 'printf "hello\\r\\n\\r\\n"; cat >/dev/null', 'x'],
    });
    expect(await client.call('hello', {})).toMatchObject({ ok: false });
    await client.close();
    await untilGone(helpers().filter((pid) => !before.includes(pid)));
  });
});
