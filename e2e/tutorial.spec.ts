// SPDX-License-Identifier: Apache-2.0
import { leavings } from '../helper/testing/lab-host.ts';
import { TUTORIAL } from '../model/text-in/tutorial.ts';
import { type AnyLab, expect, well } from './app.ts';
import { whyNoGuestOnTap } from './full-kernel/tap.mjs';
import { test } from './guest.ts';
import { fillNetwork, submitNetwork } from './network-form.ts';
import { agree, chooseMore, go, runContainer, select } from './person.ts';
import { pictureInEach } from './pictures.ts';
import { BRIDGE, OTHERS, TRUNK } from './tutorial-networks.ts';
import { expectPanel, removeNetwork, stopAndRemove, typeInside } from './tutorial-steps.ts';

/** The well-known macvlan tutorial by clicking: its two walks, and every network that it makes. */

/** What a lab's host has, without its own IPv6 address and routes: the router's advertisement may come at any moment. */
async function holds(lab: AnyLab) {
  const { addresses: _, routes: __, ...rest } = leavings(await lab.inventory());
  return rest;
}

const linksIn = async (lab: AnyLab): Promise<string> => (await lab.run(['ip', '-d', '-o', 'link'])).stdout;

const START = { image: 'alpine:latest', command: 'ash', remove: true };

test('the bridge example', async ({ app, lab }) => {
  const before = await holds(lab);
  const name = 'my-macvlan-alpine';
  await fillNetwork(app, BRIDGE);
  await submitNetwork(app, BRIDGE.name);
  await runContainer(app, name, START);
  await expectPanel(app, BRIDGE);
  await expect(app.details).toContainText('02:42:ac:10:56:02');
  await typeInside(
    app,
    name,
    'ip addr show eth0; ip route',
    'inet 172.16.86.2/24',
    'default via 172.16.86.1',
  );
  await stopAndRemove(app, name, BRIDGE.name);
  expect(await holds(lab)).toEqual(before);
});

test.describe('on a full kernel', () => {
  const why = whyNoGuestOnTap();
  test.skip(why !== undefined, why ?? '');

  test('the 802.1Q trunk bridge example', async ({ guest, guestApp: app }) => {
    const before = await holds(guest);
    const name = 'my-second-macvlan-alpine';
    await fillNetwork(app, TRUNK);
    await expect(app.plan).toContainText('parent=eth0.10');
    await app.page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    await pictureInEach(app, '15-new-network-vlan');
    await submitNetwork(app, TRUNK.name);
    await expect(app.details).toContainText('eth0.10');
    expect(await linksIn(guest)).toMatch(/eth0\.10@eth0: .* vlan protocol 802\.1Q id 10 /);

    await runContainer(app, name, START);
    await expectPanel(app, TRUNK);
    await expect(app.details).toContainText('02:42:ac:10:56:02');
    await test.step('who answers is on VLAN 10 only', async () => {
      const { stdout } = await guest.at('router10', 'ip -o link show r10.10');
      const mac = /link\/ether (\S+)/.exec(stdout)?.[1] ?? stdout;
      await expect(app.details).toContainText(mac);
    });
    await pictureInEach(app, '16-container-vlan');
    await typeInside(
      app,
      name,
      'ip addr show eth0; ip route',
      'inet 172.16.86.2/24',
      'default via 172.16.86.1',
    );

    await stopAndRemove(app, name, TRUNK.name);
    expect(await linksIn(guest)).not.toContain('eth0.10');
    expect(await holds(guest)).toEqual(before);
  });

  test('every other network of it: a range, VLANs, ipvlan without a NIC, both families', async ({
    guest,
    guestApp: app,
  }) => {
    const before = await holds(guest);
    for (const told of OTHERS)
      await test.step(told.name, async () => {
        await fillNetwork(app, told);
        await submitNetwork(app, told.name);
        for (const { subnet } of told.pools) await expect(app.details).toContainText(subnet);
        await runContainer(app, `on-${told.name}`, { image: 'alpine:latest', command: 'sleep 9000' });
        await expectPanel(app, told);
      });
    await test.step('what is kept out of macnet32', async () => {
      await select(app, 'networks', 'macnet32');
      await expect(app.details).toContainText('192.168.32.129');
    });
    await test.step('the overview', async () => {
      await go(app, 'overview');
      const lane = app.page.getByRole('region', { name: 'eth0' });
      for (const id of ['50', '218']) await expect(lane).toContainText(app.w('network.vlan', { id }));
      await pictureInEach(app, '17-overview-vlans');
    });
    for (const { name } of OTHERS)
      await test.step(`without ${name}`, async () => {
        const container = `on-${name}`;
        await select(app, 'containers', container);
        await chooseMore(app, 'container.remove');
        await agree(app, app.w('verb.container-remove', { name: container }));
        await expect(app.page.getByRole('row').filter({ hasText: container })).toHaveCount(0);
        await removeNetwork(app, name);
      });
    expect(await holds(guest)).toEqual(before);
  });

  test('the text of it, pasted: all is made but the one network whose place the first walk takes', async ({
    guest,
    guestApp: app,
  }) => {
    const { page, w } = app;
    const before = await holds(guest);
    const made = [BRIDGE, TRUNK, ...OTHERS].map(({ name }) => name);
    const containers = ['my-macvlan-alpine', 'my-second-macvlan-alpine'];
    await go(app, 'networks');
    await app.button(w('paste.verb')).click();
    await page.getByLabel(w('paste.text'), { exact: true }).fill(TUTORIAL);
    await page
      .getByRole('checkbox', { name: w('change.network-create', { name: 'pub_net' }), exact: true })
      .uncheck();
    const fetch = app.button(w('run.pull', { image: 'alpine:latest' }));
    if ((await fetch.count()) > 0) await fetch.first().click();
    await expect(fetch).toHaveCount(0);
    const count = made.length + containers.length;
    await pictureInEach(app, '18-tutorial-pasted');
    await app.button(w('paste.create', { count })).click();
    await expect(page.getByText(w('paste.made', { count }))).toBeVisible();

    const networks = await well(guest, 'network', 'ls', '--filter', 'type=custom', '--format', '{{.Name}}');
    expect(networks.split('\n').toSorted()).toEqual(made.toSorted());
    for (const id of ['10', '50', '218'])
      expect(await linksIn(guest)).toMatch(
        new RegExp(`eth0\\.${id}@eth0: .* vlan protocol 802\\.1Q id ${id} `),
      );
    await select(app, 'containers', 'my-second-macvlan-alpine');
    await expectPanel(app, TRUNK);

    await well(guest, 'rm', '-f', ...containers);
    await well(guest, 'network', 'rm', ...made);
    await go(app, 'networks');
    await expect(page.getByRole('heading', { name: w('networks.empty') })).toBeVisible();
    expect(await holds(guest)).toEqual(before);
  });
});
