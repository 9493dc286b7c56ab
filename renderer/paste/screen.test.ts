// SPDX-License-Identifier: Apache-2.0
import {
  cleanup,
  configure,
  fireEvent,
  screen as page,
  render,
  waitFor,
  within,
} from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import AppFrame from '../frame/app-frame.svelte';
import { Host } from '../host/host.svelte.ts';
import { FakeHost } from '../practice/fake-host.ts';
import { PAGE_TEXT } from '../practice/page-text.ts';
import type { Scene } from '../practice/scene.ts';
import { App } from '../state/app.svelte.ts';

// Only a limit, as in walk.test.ts.
configure({ asyncUtilTimeout: 15_000 });

let fake: FakeHost;

async function open(scene: Scene = 'well', at = 'paste'): Promise<void> {
  history.replaceState(null, '', `#/${at}`);
  fake = new FakeHost(scene, { theme: 'system', language: 'en' }, 1);
  const app = new App(new Host(fake.client()));
  render(AppFrame, { props: { app } });
  await app.start();
  await page.findByRole('heading', { level: 1 });
}
beforeEach(() => {
  Object.defineProperty(navigator, 'languages', { value: ['en'], configurable: true });
});
afterEach(cleanup);

const click = (name: string | RegExp) => fireEvent.click(page.getByRole('button', { name }));
const text = () => page.getByLabelText('Text') as HTMLTextAreaElement;
const type = (value: string) => fireEvent.input(text(), { target: { value } });
const box = (name: string) => page.findByRole('checkbox', { name }) as Promise<HTMLInputElement>;
const drafts = () => page.getByRole('region', { name: 'Drafts' });

it('drafts appear beside the text; what cannot be made says why and is not chosen', async () => {
  await open();
  await type(PAGE_TEXT);
  expect((await box('Create network living-room')).checked).toBe(true);
  const again = await box('Create network again');
  expect([again.checked, again.disabled]).toEqual([false, true]);
  const said = document.getElementById(again.getAttribute('aria-describedby') ?? '');
  expect(said?.textContent).toContain('overlaps 172.16.86.0/24 of network lan');
  expect(drafts().textContent).toContain('Lanyard does not carry out -v /media:/media of “run”');
  expect(drafts().textContent).toContain('docker exec player ip route');
  expect(page.getByRole('button', { name: 'Create 2' })).toBeTruthy();
});

it('a repair is written into the text', async () => {
  await open();
  await type(PAGE_TEXT);
  await box('Create network lab');
  await click('Use 10.9.0.0/24');
  expect(text().value).toBe(PAGE_TEXT.replace('10.9.0.7/24', '10.9.0.0/24'));
  expect((await box('Create network lab')).checked).toBe(true);
});

it('a line is found in the text', async () => {
  await open();
  await type(PAGE_TEXT);
  await box('Run player');
  await click('Show line 11 in the text');
  const { selectionStart, selectionEnd, value } = text();
  expect(value.slice(selectionStart, selectionEnd)).toMatch(/^\$ docker run [\s\S]* sleep 1000$/);
});

it('what is chosen is made; each can be shown, and taken back by its plan', async () => {
  await open();
  await type(PAGE_TEXT);
  await box('Run player');
  await click('Create 2');
  await page.findByText(/2 drafts made/);
  expect(fake.seen.containers.at(-1)?.spec.name).toBe('player');
  const [, player] = within(drafts()).getAllByRole('listitem');
  await fireEvent.click(await within(player as HTMLElement).findByRole('button', { name: 'Undo' }));
  const dialog = await page.findByRole('dialog');
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(player?.textContent).toContain('Undone'));
  expect(fake.seen.containers.map(({ spec }) => spec.name)).not.toContain('player');
  await click('Paste something else');
  expect(text().value).toBe('');
});

it('the first failure ends it, and both sides of it are named', async () => {
  await open('leftover');
  await type(PAGE_TEXT);
  await box('Run player');
  await click('Create 2');
  expect((await page.findByRole('alert')).textContent).toContain('ip link delete eth0.60');
  expect(page.getByText(/Done: none. Not done: living-room and player/)).toBeTruthy();
  await click('Back to the drafts');
  expect((await box('Run player')).checked).toBe(true);
  expect(text().value).toBe(PAGE_TEXT);
});

it('a draft opens in the form that makes such a thing, and the text is still there after', async () => {
  await open();
  await type(`${PAGE_TEXT}\n$ docker run -d --name tv --network lan -e A=1 alpine:3.20 sleep 9`);
  await box('Run tv');
  const edits = within(drafts()).getAllByRole('button', { name: 'Edit' });
  await fireEvent.click(edits[0] as HTMLElement);
  expect((await page.findByLabelText<HTMLInputElement>('Subnet')).value).toBe('192.168.60.0/24');
  expect(page.getByLabelText<HTMLInputElement>('VLAN').value).toBe('60');
  await click(/^Networks/);
  await click('Paste commands');
  await box('Run tv');
  await fireEvent.click(within(drafts()).getAllByRole('button', { name: 'Edit' }).at(-1) as HTMLElement);
  expect((await page.findByLabelText<HTMLInputElement>('Command')).value).toBe('sleep 9');
  expect(page.getByLabelText<HTMLInputElement>('Name').value).toBe('tv');
});

it('commands that are pasted outside of a field are read; other text is not', async () => {
  await open('empty', 'overview');
  const paste = (value: string) =>
    fireEvent(
      document.body,
      Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
        clipboardData: { getData: () => value },
      }),
    );
  await paste('hello');
  expect(page.queryByLabelText('Text')).toBeNull();
  await paste(PAGE_TEXT);
  expect((await box('Create network again')).checked).toBe(true);
});

it('hostile text is text', async () => {
  await open();
  const name = '<img src=x onerror=alert(1)>';
  await type(`$ docker network create -d macvlan --subnet 10.9.0.0/24 -o parent=eth0 '${name}'`);
  expect((await page.findAllByText(new RegExp(name.replace(/[()]/g, '\\$&')))).length).toBeGreaterThan(0);
  expect(document.querySelector('img, script')).toBeNull();
});
