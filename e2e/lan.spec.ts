// SPDX-License-Identifier: Apache-2.0
import { type App, expect, IMAGE, test, well } from './app.ts';
import { agree, choice, field, go, runContainer, select } from './person.ts';
import { pictureInEach } from './pictures.ts';
import { at, networkWords } from './places.ts';

async function openNewNetwork(app: App): Promise<void> {
  await go(app, 'networks');
  await app.button(app.w('network.new')).click();
}

test('addresses from the LAN: a DHCP lease with its server and time, IPv6 from the router', async ({
  app,
}) => {
  const { details, page, plan, w } = app;
  await openNewNetwork(app);
  await choice(app, 'ipam.label', w('ipam.dhcp')).check();
  await expect(page.locator('#pool-0-subnet')).toHaveCount(0);
  await page.getByRole('checkbox', { name: w('slaac.title') }).check();
  await plan.getByText(w('plan.lanyard')).click();
  await expect(plan).toContainText('--ipam-driver dhcp');
  await expect(plan).toContainText('--slaac');
  await pictureInEach(app, '20-new-network-dhcp');
  await field(app, 'name.label').fill('home');
  await app.button(w('verb.network-create', { name: 'home' })).click();
  await expect(details).toContainText(w('network.leased'));
  await runContainer(app, 'tv', { command: 'sleep 9000' });
  await expect(details.getByRole('button', { name: /^172\.16\.86\.1[0-4]\d\/24/ })).toBeVisible();
  await expect(details).toContainText(w('lease.bound'));
  await expect(details.getByRole('button', { name: '172.16.86.1', exact: true }).first()).toBeVisible();
  await expect(details.getByText(w('slaac.mark'))).toBeVisible();
  await expect(details.getByText(w('state.reachable')).first()).toBeVisible();
  await pictureInEach(app, '21-container-lease');
});

test('ipvlan has no lease of its own: said at the choice, and mended with one click', async ({ app }) => {
  const { page, w } = app;
  await openNewNetwork(app);
  await page.getByRole('radio', { name: w('how.ipvlan') }).check();
  await choice(app, 'ipam.label', w('ipam.dhcp')).check();
  await expect(page.getByText(app.tell('dhcp-ipvlan', { parent: 'eth0' }))).toBeVisible();
  await app.button(w('finding.repair', { value: 'macvlan bridge' })).click();
  await expect(page.getByRole('radio', { name: w('how.macvlan') })).toBeChecked();
  await expect(page.getByText(app.tell('dhcp-ipvlan', { parent: 'eth0' }))).toHaveCount(0);
});

/** Whether this host gets an answer from an address. */
const hostReaches = ({ lab }: App, ip: string): Promise<boolean> =>
  at(lab, 'host', `ping -c 1 -W 1 ${ip}`).then(
    () => true,
    () => false,
  );

test('host access: off at first and why; on by its plan, and the host reaches the container; off again', async ({
  app,
  lab,
}) => {
  const { details, page, w } = app;
  await openNewNetwork(app);
  const access = page.getByRole('switch', { name: w('host-access.label') });
  await expect(access).not.toBeChecked();
  await expect(page.getByText(w('host-access.off', { driver: 'macvlan' }))).toBeVisible();
  await access.check();
  await expect(page.getByText(w('host-access.on'))).toBeVisible();

  await well(lab, ...networkWords('lan', '--ip-range', '172.16.86.192/27'));
  await well(
    lab,
    'run',
    '-d',
    '--name',
    'web',
    '--network',
    'lan',
    '--ip',
    '172.16.86.200',
    IMAGE,
    'sleep',
    '9000',
  );
  expect(await hostReaches(app, '172.16.86.200')).toBe(false);
  await select(app, 'networks', 'lan');
  await expect(details).toContainText(w('host-access.state-off'));
  await details.getByRole('button', { name: w('host-access.turn-on') }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(app.likeCode('host-access-mac'));
  await expect(dialog).toContainText('172.16.86.200/32');
  await agree(app, w('verb.host-access-on'));
  await expect(details).toContainText(w('host-access.state-on'));
  expect(await hostReaches(app, '172.16.86.200')).toBe(true);
  await pictureInEach(app, '22-network-host-access');

  await select(app, 'containers', 'web');
  const way = details.getByRole('listitem').filter({ hasText: w('host-access.title') });
  await expect(way).toContainText('172.16.86.250');
  await expect(way).toContainText(w('state.reachable'));
  await pictureInEach(app, '23-container-host-access');

  await select(app, 'networks', 'lan');
  await details.getByRole('button', { name: w('host-access.turn-off') }).click();
  await agree(app, w('verb.host-access-off'));
  await expect(details).toContainText(w('host-access.state-off'));
  expect(await hostReaches(app, '172.16.86.200')).toBe(false);
});

test('a large pool is picked on by its parts', async ({ app }) => {
  const { page, w } = app;
  await openNewNetwork(app);
  await page.locator('#pool-0-subnet').fill('10.90.0.0/16');
  await page.locator('#pool-0-gateway').fill('10.90.0.1');
  const part = (first: string) => page.getByRole('button', { name: `${first} –`, exact: false });
  await part('10.90.64.0').click();
  await expect(field(app, 'pool.range')).toHaveValue('10.90.64.0/22');
  await part('10.90.128.0').focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(field(app, 'pool.range')).toHaveValue('10.90.128.0/20');
  await choice(app, 'strip.mark', w('mark.gateway')).check({ force: true });
  await part('10.90.0.0').click();
  await expect(field(app, 'pool.gateway')).toHaveValue('10.90.0.2');
  await pictureInEach(app, '24-new-network-bar');
});

test('a restart policy is asked for, and shown', async ({ app, lab }) => {
  const { details, page, plan, w } = app;
  await well(lab, ...networkWords('lan'));
  await well(lab, 'pull', IMAGE);
  await go(app, 'containers');
  await app.button(w('run.verb')).click();
  await field(app, 'name.label').fill('again');
  await field(app, 'container.command').fill('sh -c "sleep 1; exit 3"');
  await field(app, 'restart.label').selectOption('on-failure');
  await field(app, 'restart.most').fill('2');
  await page.getByRole('checkbox', { name: w('run.remove') }).check();
  await expect(page.getByText(w('restart.with-remove'))).toBeVisible();
  await page.getByRole('checkbox', { name: w('run.remove') }).uncheck();
  await plan.getByText(w('plan.docker')).click();
  await expect(plan).toContainText('--restart on-failure:2');
  await app.button(w('verb.container-run', { name: 'again' })).click();
  await expect(details).toContainText(w('restart.on-failure'));
  await expect(details).toContainText(app.like('restart.count'), { timeout: 20_000 });
});
