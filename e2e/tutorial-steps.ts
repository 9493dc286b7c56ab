// SPDX-License-Identifier: Apache-2.0
import { type App, expect } from './app.ts';
import { agree, chooseMore, go, select } from './person.ts';
import type { Told } from './tutorial-networks.ts';

/** The open panel of a container: its addresses, its link, and its gateways. */
export async function expectPanel(
  { details, w }: App,
  { addresses, link, reached, driver }: Told,
): Promise<void> {
  for (const address of addresses)
    await expect(details.getByRole('button', { name: address, exact: true })).toBeVisible();
  await expect(details).toContainText(link);
  await expect(details).toContainText(driver ?? 'macvlan');
  for (const gateway of reached)
    await expect(details.getByRole('listitem').filter({ hasText: gateway }).first()).toContainText(
      w('state.reachable'),
    );
}

/** Stops the container, which goes with its end, and removes the network. */
export async function stopAndRemove(app: App, container: string, network: string): Promise<void> {
  const { details, page, w } = app;
  await details.getByRole('button', { name: w('container.stop'), exact: true }).click();
  await agree(app, w('verb.container-stop', { name: container }));
  await go(app, 'containers');
  await expect(page.getByRole('row').filter({ hasText: container })).toHaveCount(0);
  await removeNetwork(app, network);
}

/** From anywhere. */
export async function removeNetwork(app: App, name: string): Promise<void> {
  await select(app, 'networks', name);
  await chooseMore(app, 'network.remove');
  await agree(app, app.w('verb.network-remove', { name }));
  await expect(app.page.getByRole('row').filter({ hasText: name })).toHaveCount(0);
}

/** Types into the container's own shell, as `docker exec` would show it; it must say all of this. */
export async function typeInside(app: App, name: string, line: string, ...said: string[]): Promise<void> {
  const { details, page, w } = app;
  await details.getByRole('button', { name: w('container.shell'), exact: true }).click();
  const drawer = page.getByRole('region', { name: w('drawer.label', { name }) });
  const rows = drawer.locator('.xterm-rows');
  await expect(rows).toContainText('#');
  await drawer.getByRole('textbox').pressSequentially(`${line}\n`);
  for (const text of said) await expect(rows).toContainText(text);
  await app.button(w('drawer.close')).click();
}
