// SPDX-License-Identifier: Apache-2.0
import { leavings } from '../helper/testing/lab-host.ts';
import { type AnyLab, type App, expect } from './app.ts';
import { whyNoGuestOnTap } from './full-kernel/tap.mjs';
import { test } from './guest.ts';
import { fillNetwork, submitNetwork, type WantedNetwork } from './network-form.ts';
import { agree, chooseMore, go, runContainer, select } from './person.ts';
import { pictureInEach } from './pictures.ts';

/** The well-known macvlan tutorial by clicking: its two walks, and every network that it makes. */

const LAN = { subnet: '172.16.86.0/24', gateway: '172.16.86.1' };

/** A network of the tutorial, and what the panel of the first container on it says. */
interface Told extends WantedNetwork {
  addresses: readonly string[];
  link: string;
  /** Gateways that answer. */
  reached: readonly string[];
}

const BRIDGE: Told = {
  name: 'my-macvlan-net',
  nic: 'eth0',
  pools: [LAN],
  addresses: ['172.16.86.2/24'],
  link: 'eth0@eth0',
  reached: ['172.16.86.1'],
};

const TRUNK: Told = { ...BRIDGE, name: 'my-8021q-macvlan-net', vlan: '10', link: 'eth0@eth0.10' };

const OTHERS: readonly Told[] = [
  {
    name: 'macnet32',
    nic: 'eth0',
    pools: [
      {
        subnet: '192.168.32.0/24',
        gateway: '192.168.32.254',
        range: '192.168.32.128/25',
        reserved: 'my-router=192.168.32.129',
      },
    ],
    addresses: ['192.168.32.128/24'],
    link: 'eth0@eth0',
    reached: ['192.168.32.254'],
  },
  {
    name: 'macvlan50',
    nic: 'eth0',
    vlan: '50',
    pools: [{ subnet: '192.168.50.0/24', gateway: '192.168.50.1' }],
    addresses: ['192.168.50.2/24'],
    link: 'eth0@eth0.50',
    reached: ['192.168.50.1'],
  },
  {
    name: 'ipvlan210',
    nic: undefined,
    driver: 'ipvlan',
    pools: [
      { subnet: '192.168.210.0/24', gateway: '192.168.210.254' },
      { subnet: '192.168.212.0/24', gateway: '192.168.212.254' },
    ],
    addresses: ['192.168.210.1/24'],
    link: 'eth0@di-',
    // Its link is a dummy: there is nobody but its containers.
    reached: [],
  },
  {
    name: 'macvlan216',
    nic: 'eth0',
    vlan: '218',
    pools: [
      { subnet: '192.168.216.0/24', gateway: '192.168.216.1' },
      { subnet: '192.168.218.0/24', gateway: '192.168.218.1' },
      { subnet: '2001:db8:abc8::/64', gateway: '2001:db8:abc8::10' },
    ],
    addresses: ['192.168.216.2/24', '2001:db8:abc8::1/64'],
    link: 'eth0@eth0.218',
    reached: ['192.168.216.1', '2001:db8:abc8::10'],
  },
];

/** What a lab's host has, without its own IPv6 address and routes: the router's advertisement may come at any moment. */
async function holds(lab: AnyLab) {
  const { addresses: _, routes: __, ...rest } = leavings(await lab.inventory());
  return rest;
}

/** The open panel of a container: its addresses, its link, and its gateways. */
async function expectPanel({ details, w }: App, { addresses, link, reached, driver }: Told): Promise<void> {
  for (const address of addresses)
    await expect(details.getByRole('button', { name: address, exact: true })).toBeVisible();
  await expect(details).toContainText(link);
  await expect(details).toContainText(driver ?? 'macvlan');
  for (const gateway of reached)
    await expect(details.getByRole('listitem').filter({ hasText: gateway }).first()).toContainText(
      w('state.reachable'),
    );
}

const START = { image: 'alpine:latest', command: 'ash', remove: true };

/** Stops the container, which goes with its end, and removes the network. */
async function stopAndRemove(app: App, container: string, network: string): Promise<void> {
  const { details, page, w } = app;
  await details.getByRole('button', { name: w('container.stop'), exact: true }).click();
  await agree(app, w('verb.container-stop', { name: container }));
  await go(app, 'containers');
  await expect(page.getByRole('row').filter({ hasText: container })).toHaveCount(0);
  await removeNetwork(app, network);
}

async function removeNetwork(app: App, name: string): Promise<void> {
  await select(app, 'networks', name);
  await chooseMore(app, 'network.remove');
  await agree(app, app.w('verb.network-remove', { name }));
  await expect(app.page.getByRole('row').filter({ hasText: name })).toHaveCount(0);
}

/** Types into the container's own shell, as `docker exec` would show it; it must say all of this. */
async function typeInside(app: App, name: string, line: string, ...said: string[]): Promise<void> {
  const { details, page, w } = app;
  await details.getByRole('button', { name: w('container.shell'), exact: true }).click();
  const drawer = page.getByRole('region', { name: w('drawer.label', { name }) });
  const rows = drawer.locator('.xterm-rows');
  await expect(rows).toContainText('#');
  await drawer.getByRole('textbox').pressSequentially(`${line}\n`);
  for (const text of said) await expect(rows).toContainText(text);
  await app.button(w('drawer.close')).click();
}

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
    const links = async (): Promise<string> => (await guest.at('host', 'ip -d -o link')).stdout;
    await fillNetwork(app, TRUNK);
    await expect(app.plan).toContainText('parent=eth0.10');
    await app.page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    await pictureInEach(app, '15-new-network-vlan');
    await submitNetwork(app, TRUNK.name);
    await expect(app.details).toContainText('eth0.10');
    expect(await links()).toMatch(/eth0\.10@eth0: .* vlan protocol 802\.1Q id 10 /);

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
    expect(await links()).not.toContain('eth0.10');
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
});
