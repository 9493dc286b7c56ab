// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LabHost, makeLabHost } from '../testing/lab-host.ts';
import { type ServeClient, serveClient } from '../testing/serve-client.ts';

let host: LabHost;
let client: ServeClient;
beforeAll(async () => {
  host = await makeLabHost();
  client = serveClient(host.entry);
});
afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await host?.[Symbol.asyncDispose]();
});

const ID = { network: 'a'.repeat(64), container: 'c'.repeat(64) };
const network = {
  id: ID.network,
  name: 'n1',
  driver: 'macvlan',
  parent: 'eth0',
  internal: false,
  ipv6: false,
  ipam: 'default',
  pools: [{ subnet: '172.16.86.0/24', gateway: '172.16.86.1', range: '172.16.86.192/27', reserved: {} }],
  options: { parent: 'eth0' },
  labels: {},
};
const container = {
  id: ID.container,
  name: 'c1',
  image: 'alpine:latest',
  command: ['ash'],
  env: [],
  tty: true,
  interactive: true,
  remove: false,
  labels: {},
  endpoints: [{ network: 'n1', aliases: [] }],
};

describe('serve', () => {
  test('applies what was agreed to, says how far it is, and shows the result', async () => {
    await client.ask('watch', { links: true, probe: true });
    const change = { ask: 'network-create', spec: network } as const;
    const plan = await client.ask('preview', { change });
    const seen = client.next('observed', (event) => event.networks.some(({ spec }) => spec.name === 'n1'));
    const outcome = await client.ask('apply', { change, ...(plan.ok ? { agreed: plan.value.steps } : {}) });
    expect(outcome).toMatchObject({ ok: true, value: { entry: { status: 'done' } } });
    await seen;

    const outcomes: string[] = [];
    client.on('progress', ({ index, outcome: how }) => outcomes.push(`${index} ${how}`));
    const running = client.next('observed', (event) =>
      event.containers.some(({ state }) => state.status === 'running'),
    );
    const run = { ask: 'container-run', spec: container, start: true } as const;
    const steps = await client.ask('preview', { change: run });
    const agreed = steps.ok ? steps.value.steps : [];
    expect(await client.ask('apply', { change: run, agreed })).toMatchObject({ ok: true });
    expect(outcomes.slice(0, 2)).toEqual(['0 begun', '0 done']);
    const { sandboxes } = await running;
    expect(sandboxes[0]?.links.find((link) => link.name === 'eth0')?.mac).toBe('02:42:ac:10:56:c0');
  });

  test('refuses yesterday’s picture', async () => {
    const change = { ask: 'container-remove', container: 'c1', force: true } as const;
    const plan = await client.ask('preview', { change });
    const agreed = plan.ok ? plan.value.steps.slice(1) : [];
    expect(await client.ask('apply', { change, agreed })).toMatchObject({
      ok: false,
      fault: { code: 'plan-stale' },
    });
  });

  test('measures what it predicts: the gateway answers, the host cannot', async () => {
    const reached = await client.next('reached', (event) =>
      event.every(({ measured }) => measured?.echo !== undefined && measured.echo !== 'unknown'),
    );
    const answers = reached.map(({ target, predicted, measured }) => [target, predicted, measured?.echo]);
    expect(answers).toEqual([
      ['gateway', 'yes', 'yes'],
      ['host', 'no', 'no'],
    ]);
    expect(reached[0]?.measured).toMatchObject({
      neighbour: 'yes',
      mac: expect.stringMatching(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/),
    });
  });

  test('tells at once what changes in the kernel', async () => {
    const down = client.next('observed', ({ links }) => links.some(({ name, up }) => name === 'eth1' && !up));
    await host.run(['ip', 'link', 'set', 'eth1', 'down']);
    await down;
    const up = client.next('observed', ({ links }) =>
      links.some(({ name, up: is }) => name === 'eth1' && is),
    );
    await host.run(['ip', 'link', 'set', 'eth1', 'up']);
    await up;
  });

  test('a terminal in the container: typed, answered, resized, ended', async () => {
    const opened = await client.ask('session-open', {
      container: 'c1',
      argv: ['ash'],
      columns: 100,
      rows: 40,
    });
    const session = opened.ok ? opened.value.session : 0;
    let text = '';
    const answered = client.next('session-output', (event) => {
      text += event.session === session ? event.text : '';
      return text.includes('sum 42');
    });
    await client.ask('session-write', { session, text: 'echo sum $((40+2))\n' });
    await answered;
    await client.ask('session-resize', { session, columns: 90, rows: 30 });
    text = '';
    const sized = client.next('session-output', (event) => {
      text += event.session === session ? event.text : '';
      return /30 90/.test(text);
    });
    await client.ask('session-write', { session, text: 'stty size\n' });
    await sized;
    const ended = client.next('session-end', (event) => event.session === session);
    await client.ask('session-write', { session, text: 'exit 3\n' });
    expect(await ended).toMatchObject({ exitCode: 3 });
  });

  test('says when a log has grown, to who asked', async () => {
    await client.ask('logs-watch', { container: 'c1', on: true });
    const told = client.next('logged', ({ container: id }) => id === ID.container);
    await client.ask('exec', { container: 'c1', argv: ['sh', '-c', 'echo grown > /proc/1/fd/1'], env: [] });
    await told;
    const read = await client.ask('logs', { container: 'c1', from: -1, limit: 4096 });
    expect(read.ok && read.value.lines.map(({ text }) => text).join('')).toContain('grown');
    expect(await client.ask('logs-watch', { container: 'c1', on: false })).toEqual({ ok: true, value: {} });
  });

  test('runs a command to its end', async () => {
    const ran = await client.ask('exec', {
      container: 'c1',
      argv: ['sh', '-c', 'cat; echo no >&2; exit 4'],
      env: [],
      input: 'in',
    });
    expect(ran).toEqual({ ok: true, value: { exitCode: 4, stdout: 'in', stderr: 'no\n' } });
  });

  test('stops and removes, and nothing is left', async () => {
    const gone = client.next('observed', ({ containers }) => containers.length === 0);
    const removed = await client.ask('apply', {
      change: { ask: 'container-remove', container: 'c1', force: true },
    });
    expect(removed).toMatchObject({ ok: true });
    await gone;
    expect(await client.ask('apply', { change: { ask: 'network-remove', network: 'n1' } })).toMatchObject({
      ok: true,
    });
    expect((await host.inventory()).sandboxes).toBe('');
  });
});
