// SPDX-License-Identifier: Apache-2.0
import { leavings } from '../helper/testing/lab-host.ts';
import { type App, expect, test } from './app.ts';
import { agree, chooseMore, field, go, runContainer, select } from './person.ts';

const NETWORK = 'my-lan';
/** Ends at once when it is asked to, and has said something by then. */
const COMMAND = `sh -c 'trap "exit 0" TERM; echo the log speaks; while :; do sleep 0.2; done'`;
const CHOSEN = { ip: '172.16.86.77', mac: '02:42:ac:00:00:77', command: COMMAND };
const LOOKS = [
  { language: 'en', theme: 'dark' },
  { language: 'zh-CN', theme: 'light' },
] as const;

/** From the empty Overview to a network, by what is proposed. */
async function makeNetwork(app: App): Promise<void> {
  await expect(app.page.getByRole('heading', { name: app.w('overview.empty-title') })).toBeVisible();
  await app.button(app.w('network.new')).click();
  const nic = app.page.getByRole('radiogroup', { name: app.w('where.nic') });
  await nic.getByText('eth1').click();
  await expect(field(app, 'pool.subnet')).not.toHaveValue('172.16.86.0/24');
  await nic.getByText('eth0').click();
  await expect(field(app, 'pool.subnet')).toHaveValue('172.16.86.0/24');
  await expect(field(app, 'pool.gateway')).toHaveValue('172.16.86.1');
  await field(app, 'name.label').fill(NETWORK);
  await expect(app.plan.getByRole('listitem')).not.toHaveCount(0);
  await app.button(app.w('verb.network-create', { name: NETWORK })).click();
  await expect(app.details.getByRole('heading', { name: NETWORK })).toBeVisible();
}

/** What the kernel gave, and what was measured since. */
async function readPanel(app: App, address: string, mac: string): Promise<void> {
  const { details, w } = app;
  await expect(details.getByRole('button', { name: `${address}/24` })).toBeVisible();
  await expect(details.getByRole('button', { name: mac })).toBeVisible();
  await expect(details.getByText('eth0@eth0')).toBeVisible();
  await expect(details.getByText(w('link.mtu', { mtu: 1500 }))).toBeVisible();
  const station = (word: Parameters<typeof w>[0]) =>
    details.getByRole('listitem').filter({ hasText: w(word) });
  await expect(station('path.container').first()).toContainText(w('link.up'));
  const gateway = station('path.gateway');
  await expect(gateway).toContainText('172.16.86.1');
  await expect(gateway).toContainText(w('state.reachable'));
  for (const asked of ['ARP', w('path.ping')])
    await expect(gateway.getByRole('term').filter({ hasText: asked })).toBeVisible();
  await expect(gateway.getByText(w('answer.yes'), { exact: true })).toHaveCount(2);
  await expect(gateway).toContainText(/\d ms/);
  await expect(gateway).toContainText(w('path.loss', { loss: '0 %' }));
  await expect(details.getByText(w('rates.unknown'))).toHaveCount(0);
}

/** A command in the container's shell, and what it answers. */
async function useShell(app: App, name: string): Promise<void> {
  const { w } = app;
  await app.details.getByRole('button', { name: w('container.shell') }).click();
  const drawer = app.page.getByRole('region', { name: w('drawer.label', { name }) });
  // The prompt: the shell is there.
  await expect(drawer.locator('.xterm-rows')).toContainText('#');
  await drawer.getByRole('textbox').pressSequentially('echo sum-$((40 + 2)); hostname -i\n');
  await expect(drawer.locator('.xterm-rows')).toContainText('sum-42');
  await drawer.getByRole('button', { name: w('drawer.logs') }).click();
  await expect(drawer.getByRole('log')).toContainText('the log speaks');
  await drawer.getByRole('button', { name: w('drawer.close') }).click();
  await expect(drawer).toBeHidden();
}

async function takeDown(app: App): Promise<void> {
  const { details, page, w } = app;
  await details.getByRole('button', { name: w('container.stop') }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).not.toHaveCount(0);
  await agree(app, w('verb.container-stop', { name: 'db' }));
  await expect(details.getByText(w('state.stopped')).first()).toBeVisible();
  for (const name of ['db', 'web']) {
    await select(app, 'containers', name);
    await chooseMore(app, 'container.remove');
    await agree(app, w('verb.container-remove', { name }));
    await expect(details).toContainText(w('inspector.gone'));
  }
  await select(app, 'networks', NETWORK);
  await chooseMore(app, 'network.remove');
  await agree(app, w('verb.network-remove', { name: NETWORK }));
  await go(app, 'overview');
  await expect(page.getByRole('heading', { name: w('overview.empty-title') })).toBeVisible();
}

for (const look of LOOKS)
  test.describe(`${look.language}, ${look.theme}`, () => {
    test.use(look);
    test('the main job by clicking, and the host as before', async ({ app, lab }) => {
      const before = leavings(await lab.inventory());
      await test.step('a network', () => makeNetwork(app));
      await test.step('a container with what is proposed', async () => {
        await runContainer(app, 'web');
        await readPanel(app, '172.16.86.192', '02:42:ac:10:56:c0');
      });
      await test.step('a container with an address and a MAC', async () => {
        await select(app, 'networks', NETWORK);
        await runContainer(app, 'db', CHOSEN);
        await readPanel(app, CHOSEN.ip, CHOSEN.mac);
        const web = app.details.getByRole('listitem').filter({ hasText: 'web' });
        await expect(web).toContainText('172.16.86.192');
        await expect(web).toContainText(/\d ms/);
      });
      await test.step('its shell and its log', () => useShell(app, 'db'));
      await test.step('stop and remove', () => takeDown(app));
      expect(leavings(await lab.inventory())).toEqual(before);
    });
  });
