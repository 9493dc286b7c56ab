// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { LabHost } from '../helper/testing/lab-host.ts';
import { type App, type AppPlace, expect, test, withApp } from './app.ts';
import { asNobody, passageTo } from './ordinary-user.ts';
import { go } from './person.ts';
import { dismissingAgent } from './polkit-agent.ts';

/** The app of an ordinary user, with the real pkexec, polkitd and bus; only the person's answer is a rule. */
const nobody = (lab: LabHost, rule: Parameters<typeof asNobody>[1]): AppPlace => ({
  lab: undefined,
  under: asNobody(lab, rule),
  passage: (port) => passageTo(port, lab.entry),
});

/** The app's own process: pkexec's parent, about whom polkit is asked. */
function mainOf(app: App): number {
  const found = app.tree().find((pid) => {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return /(^|\/)node$/.test(words[0] ?? '') && words[1]?.endsWith('chromium-main.mjs');
  });
  if (found === undefined) throw new Error('no main process');
  return found;
}

/** NICs are shown before anybody was asked; then the first change. */
async function lookThenCreate(app: App): Promise<void> {
  const { page, w } = app;
  await expect(page.getByText(w('bar.reading-only'), { exact: true })).toBeVisible();
  await go(app, 'nics');
  await expect(page.getByRole('row').filter({ hasText: 'eth0' })).toContainText('172.16.86.250');
  await go(app, 'networks');
  await app.button(w('network.new')).click();
  await page.getByRole('textbox', { name: w('name.label'), exact: true }).fill('lan');
  await expect(app.plan).toContainText(w('plan.password'));
  await app.button(w('verb.network-create', { name: 'lan' })).click();
}

test('permitted: the change is made, and further ones ask no more', async ({ lab, shell }) => {
  await withApp(
    lab,
    { shell, language: 'en', theme: 'dark' },
    async (app) => {
      await lookThenCreate(app);
      await expect(app.details.getByRole('heading', { name: 'lan' })).toBeVisible();
      await expect(app.page.getByText(app.w('bar.unlocked'))).toBeVisible();
      await app.button(app.w('bar.lock')).click();
      await expect(app.page.getByText(app.w('bar.reading-only'), { exact: true })).toBeVisible();
    },
    nobody(lab, 'YES'),
  );
});

test('dismissed: said in words, nothing changes, and it can be asked again', async ({ lab, shell }) => {
  await withApp(
    lab,
    { shell, language: 'en', theme: 'dark' },
    async (app) => {
      const agent = await dismissingAgent(mainOf(app));
      try {
        await lookThenCreate(app);
        const alert = app.plan.getByRole('alert');
        await expect(alert).toContainText(app.likeCode('elevation-dismissed'));
        await expect(alert).toContainText(app.w('phase.untouched'));
        expect(agent.asked()).toBe(1);
        await alert.getByRole('button', { name: app.w('phase.back') }).click();
        await expect(app.page.getByText(app.w('bar.reading-only'), { exact: true })).toBeVisible();
        await app.button(app.w('bar.unlock')).click();
        await expect.poll(agent.asked).toBe(2);
        await expect(app.page.getByRole('alert')).toContainText(app.likeCode('elevation-dismissed'));
      } finally {
        agent.close();
      }
    },
    nobody(lab, 'AUTH_ADMIN'),
  );
});

for (const [rule, code] of [
  ['NO', 'elevation-refused'],
  ['AUTH_ADMIN', 'elevation-missing'],
] as const)
  test(`ruled ${rule}, with nobody to ask: said in words, and reading goes on`, async ({ lab, shell }) => {
    await withApp(
      lab,
      { shell, language: 'zh-CN', theme: 'light' },
      async (app) => {
        await lookThenCreate(app);
        const alert = app.plan.getByRole('alert');
        await expect(alert).toContainText(app.likeCode(code));
        await expect(alert).toContainText(app.w('phase.untouched'));
        await alert.getByRole('button', { name: app.w('phase.back') }).click();
        await expect(app.page.getByText(app.w('bar.reading-only'), { exact: true })).toBeVisible();
        await expect(app.button(app.w('verb.network-create', { name: 'lan' }))).toBeEnabled();
      },
      nobody(lab, rule),
    );
  });
