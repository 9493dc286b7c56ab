// SPDX-License-Identifier: Apache-2.0
import type { LabHost } from '../helper/testing/lab-host.ts';
import { type App, test as base, expect, IMAGE, well, withApp, withLab } from './app.ts';
import { field, go, select } from './person.ts';
import { networkWords } from './places.ts';
import { NETWORK_REFUSALS, type Refusal, RUN_REFUSALS, SOUND } from './refusal-table.ts';
import { type Word, wordsOf } from './words.ts';

/** What the rows of the tables run into. */
async function furnish(lab: LabHost): Promise<void> {
  await well(lab, ...networkWords('held', '--aux-address', 'printer=172.16.86.9'));
  await well(
    lab,
    'run',
    '-d',
    '--name',
    'holder',
    '--network',
    'held',
    '--ip',
    '172.16.86.200',
    IMAGE,
    'sleep',
    '9000',
  );
}

/** One app for all rows: nothing in them changes the host. */
const test = base.extend<object, { sheet: App }>({
  sheet: [
    async ({ shell }, use) =>
      withLab(async (lab) => {
        await furnish(lab);
        await withApp(lab, { shell, language: 'en', theme: 'light' }, use);
      }),
    { scope: 'worker' },
  ],
});

async function openNetworkForm(app: App): Promise<void> {
  await go(app, 'networks');
  await app.button(app.w('network.new')).click();
  await app.page
    .getByRole('radiogroup', { name: app.w('where.nic') })
    .getByText('eth1')
    .click();
  await type(app, SOUND);
}

async function openRunForm(app: App): Promise<void> {
  await select(app, 'networks', 'held');
  await app.details.getByRole('button', { name: app.w('run.verb') }).click();
  await type(app, { 'name.label': 'new' });
}

async function type(app: App, texts: Partial<Record<Word, string>>): Promise<void> {
  for (const [word, text] of Object.entries(texts)) await field(app, word as Word).fill(text);
}

async function pick(app: App, picks: Refusal['pick']): Promise<void> {
  for (const one of picks ?? [])
    if (typeof one === 'string')
      await app.page
        .getByRole('radiogroup', { name: app.w('where.nic') })
        .getByText(one, { exact: true })
        .click();
    else await app.page.getByRole('radio', { name: app.w(one.word) }).check();
}

const verb = (app: App) => app.page.getByRole('main').locator('button[type=submit]');

const literally = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

async function expectRefused(app: App, { at, code, facts }: Refusal): Promise<void> {
  const { page } = app;
  await expect(verb(app)).toBeDisabled();
  for (const language of ['en', 'zh-CN'] as const) {
    const { w, tell } = wordsOf(language);
    const input = page.getByLabel(w(at), { exact: true });
    await expect(input).toHaveAttribute('aria-invalid', 'true');
    await expect(input).toHaveAccessibleDescription(literally(tell(code, facts)));
    await page.getByRole('button', { name: w('bar.other-language'), exact: true }).click();
  }
}

const FORMS = [
  { title: 'New network', rows: NETWORK_REFUSALS, open: openNetworkForm },
  { title: 'Run', rows: RUN_REFUSALS, open: openRunForm },
];

for (const { title, rows, open } of FORMS)
  test.describe(title, () => {
    test('what is sound is not refused', async ({ sheet }) => {
      await open(sheet);
      await expect(verb(sheet)).toBeEnabled();
    });
    for (const refusal of rows)
      test(`${refusal.code}: ${Object.values(refusal.type)[0] ?? refusal.facts.parent}`, async ({
        sheet,
      }) => {
        await open(sheet);
        await pick(sheet, refusal.pick);
        await type(sheet, refusal.type);
        await expectRefused(sheet, refusal);
        if (refusal.repair === undefined) return;
        await sheet.button(sheet.w('finding.repair', { value: refusal.repair })).click();
        await expect(field(sheet, refusal.at)).toHaveValue(refusal.repair);
        await expect(verb(sheet)).toBeEnabled();
      });
  });

test('a quote left open', async ({ sheet }) => {
  await openRunForm(sheet);
  await type(sheet, { 'container.command': `sh -c 'sleep` });
  await expect(sheet.page.getByText(sheet.w('run.command-open'))).toBeVisible();
  await expect(verb(sheet)).toBeDisabled();
});
