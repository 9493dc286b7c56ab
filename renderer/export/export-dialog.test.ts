// SPDX-License-Identifier: Apache-2.0
import { cleanup, configure, fireEvent, screen as page, render, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Lanyard } from '../../model/shell-contract.ts';
import AppFrame from '../frame/app-frame.svelte';
import { Host } from '../host/host.svelte.ts';
import { FakeHost } from '../practice/fake-host.ts';
import { App } from '../state/app.svelte.ts';
import type { ExportAsked } from './export-subject.ts';

// Only a limit, as in walk.test.ts.
configure({ asyncUtilTimeout: 15_000 });

let copied: string[] = [];
let app: App;
let fake: FakeHost;

async function open(asked: (seen: FakeHost['seen']) => ExportAsked): Promise<HTMLElement> {
  history.replaceState(null, '', '#/networks');
  fake = new FakeHost('well', { theme: 'system', language: 'en' }, 1);
  const copy: Lanyard['app.copy'] = async ({ text }) => {
    copied.push(text);
    return { ok: true, value: {} };
  };
  app = new App(new Host({ ...fake.client(), 'app.copy': copy }));
  render(AppFrame, { props: { app } });
  await app.start();
  app.exporting = asked(fake.seen);
  return page.findByRole('dialog');
}
const network = (seen: FakeHost['seen'], name: string): ExportAsked => {
  const spec = seen.networks.find((one) => one.spec.name === name)?.spec;
  return { id: spec?.id ?? '', name };
};

beforeEach(() => {
  copied = [];
  Object.defineProperty(navigator, 'languages', { value: ['en'], configurable: true });
});
afterEach(cleanup);

const choose = (dialog: HTMLElement, target: string) =>
  fireEvent.click(within(dialog).getByRole('radio', { name: target }));

it('a network as each target, and with its containers', async () => {
  const dialog = await open((seen) => network(seen, 'lan'));
  expect(dialog.textContent).toContain('docker network create -d macvlan --subnet 172.16.86.0/24');
  expect(dialog.textContent).not.toContain('docker run');
  await fireEvent.click(within(dialog).getByRole('checkbox', { name: 'With the 4 containers on it' }));
  expect(dialog.textContent).toContain('--name pihole');
  for (const [target, text] of [
    ['Compose', 'container_name: web'],
    ['ip', 'ip link add'],
    ['networkd', '[NetDev]'],
    ['Multus', 'kind: NetworkAttachmentDefinition'],
  ] as const) {
    await choose(dialog, target);
    expect(dialog.textContent).toContain(text);
  }
});

it('what a target cannot say stands above the text, and in what is copied', async () => {
  const dialog = await open((seen) => network(seen, 'lan'));
  await choose(dialog, 'ip');
  const remarks = within(dialog).getByRole('region', { name: 'What ip cannot say' });
  expect(remarks.textContent).toContain('ip has no place for --ip-range 172.16.86.192/27 of lan');
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Copy' }));
  expect(copied[0]).toContain('# ip has no place for --ip-range 172.16.86.192/27 of lan');
  await within(dialog).findByRole('button', { name: 'Copied' });
});

it('each file can be copied by itself', async () => {
  const dialog = await open(() => ({}));
  await choose(dialog, 'networkd');
  const [first] = within(dialog).getAllByRole('button', { name: /^Copy .*\.net(dev|work)$/ });
  await fireEvent.click(first as HTMLElement);
  expect(copied[0]).toMatch(/^\[/);
});

it('follows the host, and says when it is gone', async () => {
  const dialog = await open((seen) => network(seen, 'iot'));
  fake.change({ ...fake.seen, networks: [], containers: [] });
  await within(dialog).findByText(/There is no network and no container/);
});
