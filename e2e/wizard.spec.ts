// SPDX-License-Identifier: Apache-2.0
import { type App, expect, IMAGE, test, well } from './app.ts';
import { agree, choice, chooseMore, createNetwork, fetchImage, field, go } from './person.ts';
import { at, networkWords } from './places.ts';

const IOT = ['network', 'create', '-d', 'macvlan', '--subnet=10.81.0.0/24', '--gateway=10.81.0.1'];

/** A cell of the address strip that is on the screen. */
const cell = (app: App, ip: string) => app.page.getByRole('button', { name: `${ip} ·`, exact: false });

async function openNewNetwork(app: App): Promise<void> {
  await go(app, 'networks');
  await app.button(app.w('network.new')).click();
}

async function drag(app: App, from: string, to: string): Promise<void> {
  await cell(app, from).hover();
  await app.page.mouse.down();
  await cell(app, to).hover();
  await app.page.mouse.up();
}

test('the address strip: range, gateway and what is kept out, by drag, by click and by keys', async ({
  app,
}) => {
  const { page, w } = app;
  await openNewNetwork(app);
  await drag(app, '172.16.86.100', '172.16.86.110');
  await expect(field(app, 'pool.range')).toHaveValue('172.16.86.96/28');
  await cell(app, '172.16.86.160').focus();
  for (let step = 0; step < 31; step += 1) await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByText(w('strip.range', { range: '172.16.86.160/27' }))).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(field(app, 'pool.range')).toHaveValue('172.16.86.160/27');
  await choice(app, 'strip.mark', w('mark.reserved')).check({ force: true });
  await cell(app, '172.16.86.170').click();
  await drag(app, '172.16.86.180', '172.16.86.182');
  await expect(field(app, 'pool.reserved')).toHaveValue(
    '172.16.86.170, 172.16.86.180, 172.16.86.181, 172.16.86.182',
  );
  await cell(app, '172.16.86.170').click();
  await expect(field(app, 'pool.reserved')).toHaveValue('172.16.86.180, 172.16.86.181, 172.16.86.182');
  await choice(app, 'strip.mark', w('mark.gateway')).check({ force: true });
  await cell(app, '172.16.86.2').click();
  await expect(field(app, 'pool.gateway')).toHaveValue('172.16.86.2');
  await cell(app, '172.16.86.1').click();
  await field(app, 'name.label').fill('lan');
  await app.button(w('verb.network-create', { name: 'lan' })).click();
  await expect(app.details).toContainText('172.16.86.160/27');
});

test('a look around the LAN: who is there, what DHCP gives out, and a range clear of both', async ({
  app,
}) => {
  const { page, w } = app;
  await openNewNetwork(app);
  await app.button(w('scan.verb')).click();
  await expect(page.getByText(app.like('scan.found'))).toBeVisible();
  await expect(cell(app, '172.16.86.20')).toHaveAccessibleName(new RegExp(w('cell.seen')));
  await expect(page.getByText(app.like('cells.dhcp'))).toBeVisible();
  await expect(page.getByText(app.like('scan.dhcp'))).toContainText('172.16.86.1 ');
  await expect(page.getByText(w('scan.clear'))).toBeVisible();
  await field(app, 'pool.range').fill('172.16.86.0/27');
  await app.button(app.like('scan.keep')).click();
  await expect(field(app, 'pool.reserved')).toHaveValue('172.16.86.20');
  const use = app.button(app.like('scan.range'));
  const proposed = /[\d.]+\/\d+/.exec(await use.innerText())?.[0] ?? '';
  await use.click();
  await expect(field(app, 'pool.range')).toHaveValue(proposed);
  await expect(page.getByText(w('scan.clear'))).toBeVisible();
});

test('every knob of a network comes into its plan', async ({ app }) => {
  const { page, plan, w } = app;
  await openNewNetwork(app);
  await test.step('ipvlan’s mode and flag', async () => {
    await page.getByRole('radio', { name: w('how.ipvlan') }).check();
    await page.getByRole('combobox', { name: w('how.mode') }).selectOption('l3s');
    await page.getByRole('combobox', { name: w('how.flag') }).selectOption('private');
    await plan.getByText(w('plan.docker')).click();
    await expect(plan).toContainText('ipvlan_mode=l3s');
    await expect(plan).toContainText('ipvlan_flag=private');
  });
  await test.step('more subnets, and fewer', async () => {
    await app.button(w('addresses.add')).click();
    await page.locator('#pool-1-subnet').fill('fd00:86::/64');
    await expect(plan).toContainText('--subnet fd00:86::/64');
    await app.button(w('addresses.drop')).last().click();
    await expect(plan).not.toContainText('fd00:86::');
  });
  await test.step('internal, MTU', async () => {
    await page.getByRole('checkbox', { name: w('name.internal') }).check();
    await field(app, 'network.mtu').fill('1400');
    await expect(plan).toContainText('--internal');
    await expect(plan).toContainText('1400');
  });
  await test.step('no NIC', async () => {
    await choice(app, 'where.nic', new RegExp(w('where.no-nic'))).check({ force: true });
    await expect(plan).not.toContainText('parent=');
    await expect(page.getByRole('textbox', { name: w('where.vlan'), exact: true })).toHaveCount(0);
  });
});

test('a container on two networks with all that can be asked of it; disconnected, and connected anew', async ({
  app,
  lab,
}) => {
  const { details, page, w } = app;
  await well(lab, ...IOT, '-o', 'parent=eth1', 'iot');
  await createNetwork(app, 'lan');
  await details.getByRole('button', { name: w('run.verb') }).click();
  await field(app, 'name.label').fill('two');
  await fetchImage(app);
  for (const [word, text] of [
    ['container.command', '-c "sleep 9000"'],
    ['run.entrypoint', '/bin/sh'],
    ['run.hostname', 'both'],
    ['run.user', 'nobody'],
    ['run.workdir', '/tmp'],
    ['run.env', 'A=1\nB=two words'],
    ['run.aliases', 'web, www'],
  ] as const)
    await field(app, word).fill(text);
  await app.button(w('run.network-add')).click();
  const second = page.getByRole('group', { name: w('run.network-at', { count: 2 }) });
  await second.getByLabel(w('run.ip'), { exact: true }).fill('10.81.0.77');
  await second.getByLabel(w('run.priority'), { exact: true }).fill('10');
  await app.button(w('verb.container-run', { name: 'two' })).click();
  await expect(details.getByRole('heading', { name: 'two', exact: true })).toBeVisible();
  await expect(details.getByRole('button', { name: '10.81.0.77/24' })).toBeVisible();

  const inside = await well(
    lab,
    'exec',
    'two',
    'sh',
    '-c',
    'hostname; id -un; pwd; echo $A $B; ip route | grep default',
  );
  expect(inside.split('\n').map((line) => line.trim())).toEqual([
    'both',
    'nobody',
    '/tmp',
    '1 two words',
    expect.stringContaining('via 10.81.0.1'),
  ]);

  await test.step('disconnect: the plan first', async () => {
    await details.getByRole('button', { name: w('container.more') }).click();
    await page.getByRole('menuitem', { name: w('container.disconnect', { network: 'iot' }) }).click();
    await expect(page.getByRole('dialog').getByRole('listitem')).not.toHaveCount(0);
    await agree(app, w('verb.network-disconnect', { name: 'two' }));
    await expect(details.getByRole('button', { name: '10.81.0.77/24' })).toHaveCount(0);
  });
  await test.step('connect, with an address from the strip', async () => {
    await chooseMore(app, 'container.connect');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '10.81.0.88 ·' }).click();
    await expect(dialog.getByLabel(w('run.ip'), { exact: true })).toHaveValue('10.81.0.88');
    await agree(app, w('verb.network-connect', { name: 'two' }));
    await expect(details.getByRole('button', { name: '10.81.0.88/24' })).toBeVisible();
  });
  expect(await well(lab, 'exec', 'two', 'ip', '-4', 'addr')).toContain('10.81.0.88/24');
});

test('the next free address is somebody else’s: said, and the one after it is taken', async ({
  app,
  lab,
}) => {
  const { details, w } = app;
  await well(lab, ...networkWords('lan', '--ip-range', '172.16.86.20/30'));
  await go(app, 'containers');
  await app.button(w('run.verb')).click();
  await field(app, 'name.label').fill('next');
  await fetchImage(app);
  await app.button(w('verb.container-run', { name: 'next' })).click();
  const alert = app.plan.getByRole('alert');
  await expect(alert).toContainText(w('phase.stale'));
  await alert.getByRole('button', { name: w('phase.look-again') }).click();
  await expect(cell(app, '172.16.86.20')).toHaveAccessibleName(new RegExp(w('cell.seen')));
  await app.button(w('verb.container-run', { name: 'next' })).click();
  await expect(details.getByRole('button', { name: '172.16.86.21/24' })).toBeVisible();
});

test('images: imported, run from, in use, removed', async ({ app, lab }) => {
  const { page, w } = app;
  await well(lab, ...networkWords('lan'));
  await at(
    lab,
    'host',
    'mkdir -p /tmp/root/bin && cp /bin/busybox /tmp/root/bin/sh && tar -C /tmp/root -cf /run/mine.tar .',
  );
  await go(app, 'images');
  await choice(app, 'images.bring', w('images.import')).check({ force: true });
  await field(app, 'images.path').fill('/run/none.tar');
  await field(app, 'images.name').fill('mine:1');
  await app.button(w('images.import-verb')).click();
  await expect(page.getByRole('alert')).toContainText('/run/none.tar');
  await field(app, 'images.path').fill('/run/mine.tar');
  await app.button(w('images.import-verb')).click();
  const row = page.getByRole('row').filter({ hasText: 'mine:1' });
  await expect(row).toBeVisible();
  await well(lab, 'run', '-d', '--name', 'user', '--network', 'lan', 'mine:1', '/bin/sh', '-c', 'sleep 9000');
  await expect(row).toContainText('user');

  const remove = w('images.remove-verb', { name: 'mine:1' });
  await row.getByRole('button', { name: remove }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(app.tell('image-in-use', { image: 'mine:1', containers: ['user'] }));
  await expect(dialog.getByRole('button', { name: remove })).toBeDisabled();
  await dialog.getByRole('button', { name: w('dialog.cancel') }).click();

  await well(lab, 'rm', '-f', 'user');
  await row.getByRole('button', { name: remove }).click();
  await agree(app, remove);
  await expect(row).toHaveCount(0);
  expect(await well(lab, 'images', '--format', '{{.Repository}}')).not.toContain('mine');
});

test('the image in the Run form, from the list', async ({ app, lab }) => {
  const { w } = app;
  await well(lab, ...networkWords('lan'));
  await go(app, 'images');
  await field(app, 'images.name').fill('alpine');
  await app.button(w('images.pull-verb')).click();
  await app.button(w('images.run', { name: 'alpine:latest' })).click();
  await expect(field(app, 'container.image')).toHaveValue('alpine:latest');
  await expect(
    app.page.getByText(app.tell('image-stands-in', { image: 'alpine:latest', toolbox: `${IMAGE}:latest` })),
  ).toBeVisible();
});
