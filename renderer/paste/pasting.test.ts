// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Host } from '../host/host.svelte.ts';
import { FakeHost } from '../practice/fake-host.ts';
import { PAGE_TEXT } from '../practice/page-text.ts';
import type { Scene } from '../practice/scene.ts';
import { holdsDrafts, Pasting } from './pasting.svelte.ts';

let fake: FakeHost;
let pasting: Pasting;

async function start(scene: Scene): Promise<void> {
  fake = new FakeHost(scene, { theme: 'system' }, 1);
  const host = new Host(fake.client());
  await host.start();
  pasting = new Pasting(host);
}
beforeEach(() => start('well'));

const states = (): Record<string, string> =>
  Object.fromEntries(
    pasting.rows.map(({ draft, refused, made, chosen }) => [
      draft.name,
      made ? 'made' : refused ? 'refused' : chosen ? 'chosen' : 'left',
    ]),
  );
const draft = (name: string) => {
  const row = pasting.rows.find((one) => one.draft.name === name);
  if (row === undefined) throw new Error(name);
  return row.draft;
};
const codes = (name: string): string[] => draft(name).findings.map(({ code }) => code);

describe('a text', () => {
  it('is read when typing rests, and at once when it is pasted', () => {
    vi.useFakeTimers();
    pasting.type(PAGE_TEXT);
    expect([pasting.unread, pasting.rows.length]).toEqual([true, 0]);
    vi.runAllTimers();
    vi.useRealTimers();
    expect([pasting.unread, pasting.rows.length]).toEqual([false, 4]);
    pasting.put('');
    expect(pasting.rows).toEqual([]);
  });

  it('becomes drafts: what can be made is chosen, what cannot is not', () => {
    pasting.put(PAGE_TEXT);
    expect(states()).toEqual({ 'living-room': 'chosen', player: 'chosen', again: 'refused', lab: 'refused' });
    expect(pasting.found.acts.map(({ command }) => command)).toEqual(['network ls', 'exec']);
  });

  it('is judged anew on the host as it changes', () => {
    pasting.put(PAGE_TEXT);
    const id = draft('again').change;
    fake.change({ ...fake.seen, networks: fake.seen.networks.filter(({ spec }) => spec.name !== 'lan') });
    expect(states().again).toBe('chosen');
    expect(draft('again').change).toEqual(id);
  });

  it('that is too long is not read', () => {
    pasting.put(`${PAGE_TEXT}${' '.repeat(1_000_000)}`);
    expect([pasting.tooLong, pasting.rows.length]).toEqual([true, 0]);
  });
});

it('a network that is left takes its container along, and brings it back', () => {
  pasting.put(PAGE_TEXT);
  pasting.choose(draft('living-room'), false);
  expect(states()).toMatchObject({ 'living-room': 'left', player: 'refused' });
  expect(codes('player')).toContain('text-network-left');
  pasting.choose(draft('living-room'), true);
  expect(states()).toMatchObject({ 'living-room': 'chosen', player: 'chosen' });
});

describe('create', () => {
  it('makes what is chosen, in order, by the plans that were read', async () => {
    pasting.put(PAGE_TEXT);
    const plans = pasting.chosen.map(({ plan }) => plan.steps);
    await pasting.create();
    expect(pasting.batch?.phase).toBe('done');
    expect(pasting.batch?.items.map(({ applying }) => applying.steps)).toEqual(plans);
    expect(fake.seen.containers.at(-1)).toMatchObject({
      spec: { name: 'player' },
      state: { status: 'running' },
      endpoints: [{ addresses: ['192.168.60.40/24'] }],
    });
    pasting.back();
    expect(states()).toMatchObject({ 'living-room': 'made', player: 'made' });
    expect(pasting.chosen).toEqual([]);
  });

  it('stops at the first that fails; what comes after it is not begun', async () => {
    await start('fail');
    pasting.put(PAGE_TEXT);
    await pasting.create();
    expect(pasting.batch?.phase).toBe('stopped');
    expect(pasting.batch?.items.map(({ applying }) => applying.phase)).toEqual(['failed', 'reading']);
    expect(fake.seen.containers.map(({ spec }) => spec.name)).not.toContain('player');
    pasting.back();
    expect(states()).toMatchObject({ 'living-room': 'chosen', player: 'chosen' });
  });

  it('does nothing on a host that has changed since', async () => {
    await start('stale');
    pasting.put(PAGE_TEXT);
    await pasting.create();
    expect(pasting.batch?.items.map(({ applying }) => applying.phase)).toEqual(['stale', 'reading']);
  });
});

it('only what holds a draft opens the screen by itself', () => {
  expect(holdsDrafts(PAGE_TEXT, fake.seen)).toBe(true);
  expect(holdsDrafts('docker is a program', fake.seen)).toBe(false);
  expect(holdsDrafts('docker ps', fake.seen)).toBe(false);
  expect(holdsDrafts('192.168.60.1', fake.seen)).toBe(false);
});
