// SPDX-License-Identifier: Apache-2.0
import { type App, expect } from './app.ts';
import type { Word } from './words.ts';

/** What a person does in the app, by clicking and typing. */

export const field = (app: App, word: Word) => app.page.getByLabel(app.w(word), { exact: true });

export async function go(
  app: App,
  screen: 'overview' | 'nics' | 'networks' | 'containers' | 'images' | 'activity' | 'settings',
) {
  const rail = app.page.getByRole('navigation', { name: app.w('nav.label') });
  await rail.getByRole('button', { name: app.w(`nav.${screen}`) }).click();
}

/** Opens the panel of a network or container from its list. */
export async function select(app: App, screen: 'networks' | 'containers', name: string): Promise<void> {
  await go(app, screen);
  await app.page.getByRole('row').getByRole('button', { name, exact: true }).click();
  await expect(app.details.getByRole('heading', { name, exact: true })).toBeVisible();
}

/** Agrees to the plan in the dialog that is open. `verb`: on its button. */
export async function agree(app: App, verb: string): Promise<void> {
  const dialog = app.page.getByRole('dialog');
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** From wherever one is: New network with what is proposed, and what is wanted instead. */
export async function createNetwork(app: App, name: string, nic = 'eth0'): Promise<void> {
  await go(app, 'networks');
  await app.button(app.w('network.new')).click();
  await app.page.getByRole('radio', { name: new RegExp(`^${nic}\\b`) }).check({ force: true });
  await field(app, 'name.label').fill(name);
  await app.button(app.w('verb.network-create', { name })).click();
  await expect(app.details.getByRole('heading', { name, exact: true })).toBeVisible();
}

/** What a radio button stands before, by the words on it. */
export const choice = (app: App, group: Word, text: string | RegExp) =>
  app.page.getByRole('radiogroup', { name: app.w(group), exact: true }).getByRole('radio', { name: text });

/** In the Run form: fetches the image that it names, where it is not here yet. */
export async function fetchImage(app: App): Promise<void> {
  const image = await field(app, 'container.image').inputValue();
  const fetch = app.button(app.w('run.pull', { image }));
  if (!(await fetch.isVisible())) return;
  await fetch.click();
  await expect(fetch).toBeHidden();
}

export interface Wanted {
  image?: string;
  command?: string;
  ip?: string;
  mac?: string;
  /** When it ends. */
  remove?: boolean;
}

/** From a network's panel: a container on it. */
export async function runContainer(app: App, name: string, wanted: Wanted = {}): Promise<void> {
  await app.details.getByRole('button', { name: app.w('run.verb') }).click();
  await field(app, 'name.label').fill(name);
  const fields = [
    ['container.image', wanted.image],
    ['container.command', wanted.command],
    ['run.ip', wanted.ip],
    ['run.mac', wanted.mac],
  ] as const;
  for (const [word, text] of fields) if (text !== undefined) await field(app, word).fill(text);
  if (wanted.remove) await app.page.getByRole('checkbox', { name: app.w('run.remove') }).check();
  await fetchImage(app);
  await app.button(app.w('verb.container-run', { name })).click();
  await expect(app.details.getByRole('heading', { name, exact: true })).toBeVisible();
}

/** One of the entries behind a panel's "more". */
export async function chooseMore(app: App, word: Word): Promise<void> {
  await app.details.getByRole('button', { name: app.w('container.more') }).click();
  await app.page.getByRole('menuitem', { name: app.w(word), exact: true }).click();
}
