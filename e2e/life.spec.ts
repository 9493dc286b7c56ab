// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { untilGone } from '../main/testing/processes.ts';
import { BEAT, JUMP } from '../renderer/host/heartbeat.ts';
import { type App, expect, test, well } from './app.ts';
import { launch } from './launch.ts';
import { nothingLeftOf } from './leftovers.ts';
import { agree, createNetwork, field, go, runContainer } from './person.ts';
import { networkWords } from './places.ts';

/** The program itself, not what leads to it. */
function helperOf(app: App): number {
  const words = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  const found = app.tree().filter((pid) => /^(\S*\/)?node \S*lanyard serve$/.test(words(pid).join(' ')));
  const [pid] = found;
  if (pid === undefined || found.length > 1) throw new Error(`helpers: ${found}`);
  return pid;
}

test('a reload keeps the bridge', async ({ app }) => {
  await go(app, 'networks');
  for (let turn = 1; turn <= 2; turn += 1) {
    await app.page.reload();
    await expect(app.page.getByRole('heading', { level: 1 })).toHaveText(app.w('nav.networks'));
    await createNetwork(app, `after-${turn}`, `eth${turn - 1}`);
  }
});

test('closing the window ends every process, and takes down the lab that the app made', async ({ shell }) => {
  const lab = `app-${process.pid}`;
  const started = await launch({ shell, lab });
  try {
    await expect(started.page.getByRole('heading', { level: 1 })).toBeVisible();
    const all = started.tree();
    expect(all.length).toBeGreaterThan(3);
    await started.page.close();
    await untilGone(all, 30_000);
    await nothingLeftOf(lab);
  } finally {
    await started.stop();
  }
});

/** Everything that was once said in an alert, from now on. */
const keepAlerts = (app: App) =>
  app.page.evaluate(() => {
    const kept: string[] = [];
    const look = () => {
      for (const one of document.querySelectorAll('[role=alert], .stale h1'))
        kept.push(one.textContent ?? '');
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
    Object.assign(globalThis, { kept });
  });

test('the helper is killed in the middle: stale, back by itself, and the job goes on', async ({ app }) => {
  await createNetwork(app, 'lan');
  await go(app, 'overview');
  await keepAlerts(app);
  process.kill(helperOf(app), 'SIGKILL');
  const said = () => saidIn(app);
  await expect.poll(said).toMatch(app.like('lost.since'));
  await expect.poll(said).toMatch(app.like('verdict.stale'));
  await expect(app.page.getByText(app.w('bar.unlocked'))).toBeVisible();
  await expect(app.page.getByRole('alert')).toHaveCount(0);
  await app.page
    .getByRole('region', { name: 'eth0' })
    .getByRole('button', { name: /^lan\b/ })
    .click();
  await runContainer(app, 'web');
  await expect(app.details).toContainText(app.w('state.reachable'));
});

const isStopped = (pid: number): boolean => /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

/** Until all of them run: nsenter stops itself when it learns that its child has stopped, which may be later. */
const goOn = (app: App): Promise<void> =>
  expect
    .poll(() => {
      const stopped = app.tree().filter(isStopped);
      for (const pid of stopped) process.kill(pid, 'SIGCONT');
      return stopped;
    })
    .toEqual([]);

const saidIn = (app: App): Promise<string> =>
  app.page.evaluate(() => (globalThis as unknown as { kept: string[] }).kept.join('\n'));

test('the helper stands still: stale with the time, nothing can be changed, and it heals by itself', async ({
  app,
}) => {
  const { page, w } = app;
  await go(app, 'networks');
  await app.button(w('network.new')).click();
  await field(app, 'name.label').fill('lan');
  const create = app.button(w('verb.network-create', { name: 'lan' }));
  await expect(create).toBeEnabled();
  process.kill(helperOf(app), 'SIGSTOP');
  try {
    await expect(page.getByRole('alert')).toHaveText(/\d\d:\d\d:\d\d/);
    await expect(page.getByRole('alert')).toContainText(app.like('silent.since'));
    await expect(create).toBeDisabled();
    await expect(app.plan).toContainText(w('plan.away'));
  } finally {
    await goOn(app);
  }
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(create).toBeEnabled();
});

test('the machine sleeps: what happened meanwhile is seen, and stale is said until then', async ({
  app,
  lab,
}) => {
  await go(app, 'networks');
  await keepAlerts(app);
  for (const pid of app.tree()) process.kill(pid, 'SIGSTOP');
  try {
    await well(lab, ...networkWords('meanwhile'));
    // Nothing tells that enough time has passed: that is what is tested.
    await pause(BEAT + JUMP + 1000);
  } finally {
    await goOn(app);
  }
  await expect(app.page.getByRole('row').filter({ hasText: 'meanwhile' })).toBeVisible();
  await expect.poll(() => saidIn(app)).toMatch(app.like('silent.since'));
  await expect(app.page.getByRole('alert')).toHaveCount(0);
});

test('the clock jumps: stale is said, and it heals by itself', async ({ app }) => {
  await keepAlerts(app);
  await app.page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 3_600_000;
  });
  await expect.poll(() => saidIn(app)).toMatch(app.like('silent.since'));
  await expect(app.page.getByRole('alert')).toHaveCount(0);
});

test('undo from Activity', async ({ app, lab }) => {
  const before = await lab.inventory();
  await createNetwork(app, 'lan');
  await go(app, 'activity');
  const entry = app.page
    .getByRole('list', { name: app.w('activity.changes') })
    .getByRole('button')
    .filter({ hasText: app.w('change.network-create', { name: 'lan' }) });
  await entry.click();
  await app.details.getByRole('button', { name: app.w('entry.undo') }).click();
  await agree(app, app.w('entry.undo'));
  await expect(entry.first()).toContainText(app.w('entry.undone'));
  await go(app, 'networks');
  await expect(app.page.getByRole('heading', { name: app.w('networks.empty') })).toBeVisible();
  expect((await lab.inventory()).records).toBe(before.records);
});
