// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { PAGE_TEXT } from '../renderer/practice/page-text.ts';
import { type App, expect, IMAGE, test, well } from './app.ts';
import { choice, chooseMore, field, go, select } from './person.ts';
import { at, networkWords } from './places.ts';
import { ROOT } from './shells.ts';

const SHOTS = join(ROOT, 'e2e/shots');
const SAY = 'while :; do echo "$(date +%T) GET /status 200"; sleep 2; done';

/** A network with two that run and one that has ended, which the host reaches; a second one, and one whose addresses the LAN leases. */
async function furnish({ lab }: App): Promise<void> {
  await well(lab, ...networkWords('lan'));
  await well(
    lab,
    'network',
    'create',
    '-d',
    'macvlan',
    '--subnet=10.81.0.0/24',
    '--gateway=10.81.0.1',
    '-o',
    'parent=eth1',
    'iot',
  );
  await well(
    lab,
    ...[
      'network',
      'create',
      '-d',
      'macvlan',
      '--ipam-driver',
      'dhcp',
      '--slaac',
      '-o',
      'parent=eth0',
      'home',
    ],
  );
  await well(lab, 'network', 'host-access', 'lan', 'on');
  for (const [name, network, ...command] of [
    ['web', 'lan', 'sh', '-c', SAY],
    ['db', 'lan', 'sleep', '9000'],
    ['mqtt', 'iot', 'sleep', '9000'],
    ['tv', 'home', 'sleep', '9000'],
    ['backup', 'lan', 'sh', '-c', 'exit 3'],
  ] as const)
    await well(lab, 'run', '-d', '--name', name, '--network', network, IMAGE, ...command);
}

interface Screen {
  name: string;
  open: (app: App) => Promise<unknown>;
}

const openContainer = (app: App, name = 'web') => select(app, 'containers', name);

/** Every screen, and every state of it that looks different; each starts from where the one before left it. */
const SCREENS: readonly Screen[] = [
  { name: '01-empty', open: (app) => go(app, 'overview') },
  {
    name: '02-new-network',
    open: async (app) => {
      await go(app, 'networks');
      await app.button(app.w('network.new')).click();
    },
  },
  {
    name: '02b-new-network-dhcp',
    open: async (app) => {
      await choice(app, 'ipam.label', app.w('ipam.dhcp')).check();
      await app.page.getByRole('checkbox', { name: app.w('slaac.title') }).check();
      await app.page.getByRole('switch', { name: app.w('host-access.label') }).check();
    },
  },
  {
    name: '02c-new-network-bar',
    open: async (app) => {
      await app.page.getByRole('switch', { name: app.w('host-access.label') }).uncheck();
      await app.page.getByRole('checkbox', { name: app.w('slaac.title') }).uncheck();
      await choice(app, 'ipam.label', app.w('ipam.default')).check();
      await field(app, 'pool.subnet').fill('172.16.0.0/16');
      await app.page.getByRole('button', { name: '172.16.128.0 –' }).hover();
    },
  },
  {
    name: '03-new-network-wrong',
    open: async (app) => {
      await field(app, 'pool.subnet').fill('172.16.86.0/24');
      await field(app, 'pool.gateway').fill('10.0.0.1');
    },
  },
  {
    name: '03b-new-network-scan',
    open: async (app) => {
      await field(app, 'pool.gateway').fill('172.16.86.1');
      await app.button(app.w('scan.verb')).click();
      const found = app.page.getByText(app.like('scan.found'));
      await expect(found).toBeVisible();
      await found.scrollIntoViewIfNeeded();
    },
  },
  {
    name: '03c-new-network-ipvlan',
    open: async (app) => {
      await app.page.getByRole('radio', { name: app.w('how.ipvlan') }).check();
      await app.button(app.w('addresses.add')).click();
      await app.page.locator('#pool-1-subnet').fill('fd00:86::/64');
    },
  },
  {
    name: '04-overview',
    open: async (app) => {
      await furnish(app);
      await go(app, 'overview');
      const lane = app.page.getByRole('region', { name: 'eth0' });
      await lane.getByRole('button', { name: /^\S* ?web/ }).click();
      await expect(app.details.getByText(app.w('rates.unknown'))).toHaveCount(0);
      await expect(lane.getByRole('button', { name: 'db' })).toContainText(/\d ms/);
    },
  },
  {
    name: '05-nics',
    open: async (app) => {
      await go(app, 'nics');
      await app.page.getByRole('row').getByRole('button', { name: /eth0/ }).first().click();
    },
  },
  { name: '06-network', open: (app) => select(app, 'networks', 'lan') },
  { name: '06b-network-leased', open: (app) => select(app, 'networks', 'home') },
  {
    name: '07b-container-leased',
    open: async (app) => {
      await openContainer(app, 'tv');
      await expect(app.details.getByText(app.w('slaac.mark'))).toBeVisible();
    },
  },
  { name: '07-container', open: (app) => openContainer(app) },
  {
    name: '08-logs',
    open: async (app) => {
      await app.details.getByRole('button', { name: app.w('container.logs') }).click();
      await expect(app.page.getByRole('log')).toContainText('GET');
    },
  },
  {
    name: '09-shell',
    open: async (app) => {
      const drawer = app.page.getByRole('region', { name: app.w('drawer.label', { name: 'web' }) });
      await drawer.getByRole('button', { name: app.w('drawer.shell') }).click();
      await expect(drawer.locator('.xterm-rows')).toContainText('#');
      await drawer.getByRole('textbox').pressSequentially('ip addr show eth0\n');
      await expect(drawer.locator('.xterm-rows')).toContainText('inet 172.16.86.');
    },
  },
  {
    name: '10-stop',
    open: async (app) => {
      await app.button(app.w('drawer.close')).click();
      await app.details.getByRole('button', { name: app.w('container.stop') }).click();
      await expect(app.page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: '11-run',
    open: async (app) => {
      await app.page
        .getByRole('dialog')
        .getByRole('button', { name: app.w('dialog.cancel') })
        .click();
      await go(app, 'containers');
      await app.button(app.w('run.verb')).click();
      await field(app, 'run.ip').fill('172.16.86.77');
    },
  },
  {
    name: '11b-run-two',
    open: async (app) => {
      await app.button(app.w('run.network-add')).click();
      await app.page
        .getByRole('group', { name: app.w('run.network-at', { count: 2 }) })
        .scrollIntoViewIfNeeded();
    },
  },
  {
    name: '11c-connect',
    open: async (app) => {
      await openContainer(app);
      await chooseMore(app, 'container.connect');
      await expect(app.page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: '11d-images',
    open: async (app) => {
      await app.page
        .getByRole('dialog')
        .getByRole('button', { name: app.w('dialog.cancel') })
        .click();
      await go(app, 'images');
    },
  },
  {
    name: '12-activity',
    open: async (app) => {
      await go(app, 'activity');
      await app.page
        .getByRole('list', { name: app.w('activity.changes') })
        .getByRole('button')
        .first()
        .click();
    },
  },
  { name: '13-settings', open: (app) => go(app, 'settings') },
  {
    name: '15-export',
    open: async (app) => {
      await go(app, 'networks');
      await app.button(app.w('export.all')).click();
      const dialog = app.page.getByRole('dialog');
      await dialog.getByRole('radio', { name: 'networkd', exact: true }).check({ force: true });
      await expect(dialog).toContainText('[NetDev]');
    },
  },
  {
    name: '16-paste',
    open: async (app) => {
      await app.page
        .getByRole('dialog')
        .getByRole('button', { name: app.w('export.close') })
        .click();
      await app.button(app.w('paste.verb')).click();
      await app.page.getByRole('textbox', { name: app.w('paste.text') }).fill(PAGE_TEXT);
      await expect(app.page.getByText('docker exec player ip route', { exact: true })).toBeVisible();
    },
  },
  {
    name: '14-trouble',
    open: async (app) => {
      await go(app, 'overview');
      await at(app.lab, 'switch', 'ip link set sw-eth0 down');
      await expect(app.page.getByRole('list', { name: app.w('trouble.label') })).toContainText('eth0');
    },
  },
];

/** What axe holds against the page, as far as it is serious. */
async function graveRemarks({ page }: App): Promise<string[]> {
  // In one page: the shell lets no second one open.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
    );
}

/** The smallest window, a large screen, and the size of the pictures again. */
const SIZES = [
  { width: 1024, height: 700 },
  { width: 3840, height: 2160 },
  { width: 1360, height: 860 },
] as const;

/** Nothing of the page lies where the window cannot be scrolled to. */
const overflow = ({ page }: App): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const main = document.querySelector('main .screen');
    return [
      ...(scrollWidth > innerWidth ? [`page ${scrollWidth} > ${innerWidth} wide`] : []),
      ...(scrollHeight > innerHeight ? [`page ${scrollHeight} > ${innerHeight} high`] : []),
      ...(main && main.scrollWidth > main.clientWidth
        ? [`content ${main.scrollWidth} > ${main.clientWidth} wide`]
        : []),
    ];
  });

// The longest file: its tests go to whichever worker is free.
test.describe.configure({ mode: 'parallel' });

const softly = expect.configure({ soft: true });

for (const language of ['en', 'zh-CN'] as const)
  for (const theme of ['dark', 'light'] as const)
    test.describe(`${language}, ${theme}`, () => {
      test.use({ language, theme });
      test('every screen: nothing grave for axe, nothing cut off, and a picture', async ({ app }) => {
        test.slow();
        mkdirSync(SHOTS, { recursive: true });
        await app.page.setViewportSize(SIZES[2]);
        for (const { name, open } of SCREENS)
          await test.step(name, async () => {
            await open(app);
            await app.page.screenshot({
              path: join(SHOTS, `${name}.${language}.${theme}.png`),
              animations: 'disabled',
            });
            expect.soft(await graveRemarks(app), name).toEqual([]);
            // Sizes do not depend on colours.
            for (const size of theme === 'dark' ? SIZES : []) {
              await app.page.setViewportSize(size);
              // A terminal is fitted to its new place a moment later.
              await softly
                .poll(() => overflow(app), { message: `${name} ${size.width}`, timeout: 10_000 })
                .toEqual([]);
            }
          });
      });
    });
