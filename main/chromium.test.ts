// SPDX-License-Identifier: Apache-2.0
import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { electronPath } from './choose-shell.ts';
import { ORIGINS } from './policy.ts';
import { shellSuite } from './shell-suite.ts';
import { type Built, buildForTest } from './testing/built.ts';
import { type Driven, drive, type Launched, launchChromium } from './testing/launch.ts';
import { internetSockets, isAlive, processesNaming, untilGone } from './testing/processes.ts';

interface Bridged {
  lanyard: Record<string, (params: unknown) => Promise<unknown>>;
  ready: unknown;
}

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let built: Built;
beforeAll(async () => {
  built = await buildForTest();
}, 60_000);
afterAll(() => built?.remove());

shellSuite('Chromium', {
  origin: ORIGINS.chromium,
  launch: async () => drive(await launchChromium(built)),
});

describe('the Chromium shell’s processes', () => {
  const launched: Launched[] = [];
  const launch = async (env?: Record<string, string>) => {
    const app = await launchChromium(built, env);
    launched.push(app);
    return app;
  };
  afterEach(async () => {
    for (const { pid, ended } of launched.splice(0)) {
      if (isAlive(pid)) process.kill(pid, 'SIGTERM');
      await ended;
    }
  });

  test('hold no internet socket: nothing listens, nothing is looked up', async () => {
    // The port is Playwright's and the test's only, so here there is none.
    const app = await launch({ LANYARD_TEST_PORT: '' });
    const tree = app.tree();
    expect(tree.length).toBeGreaterThan(3);
    expect(internetSockets(tree)).toEqual([]);
    // The same look does find the port where there is one.
    expect(internetSockets((await launch()).tree())).toHaveLength(1);
  });

  test('all end when the window is closed', async () => {
    const app = await drive(await launch());
    const tree = app.tree();
    await app.page.close();
    expect(await app.ended).toMatchObject({ exit: 0 });
    await untilGone(tree);
    expect(processesNaming(built.folder)).toEqual([]);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('all end on %s, with status 0', async (signal) => {
    const app = await launch();
    const tree = app.tree();
    process.kill(app.pid, signal);
    expect(await app.ended).toMatchObject({ exit: 0 });
    await untilGone(tree);
  });

  test('all end within a second when Node is killed', async () => {
    const app = await launch();
    const tree = app.tree();
    process.kill(app.pid, 'SIGKILL');
    // A second, on a machine that has a processor to spare.
    const crowded = Math.max(1, (loadavg()[0] ?? 1) / availableParallelism());
    expect(await untilGone(tree, 20_000)).toBeLessThan(1000 * crowded);
    expect(processesNaming(built.folder)).toEqual([]);
  });

  test('what is chosen is kept until the next start', async () => {
    const home = { XDG_CONFIG_HOME: join(built.folder, 'config') };
    const choose = (app: Driven) =>
      app.page.evaluate(() =>
        (globalThis as unknown as Bridged).lanyard['app.prefer']?.({ language: 'zh-CN', theme: 'dark' }),
      );
    const chosen = { language: 'zh-CN', theme: 'dark' };
    const first = await drive(await launch(home));
    expect(await choose(first)).toMatchObject({ ok: true, value: chosen });
    await first.stop();
    const second = await drive(await launch(home));
    const state = await second.page.evaluate(() =>
      (globalThis as unknown as Bridged).lanyard['app.state']?.({}),
    );
    expect(state).toMatchObject({ value: { preferences: chosen } });
  });

  test('a lab is made at the start and gone at the end', async () => {
    const lab = join(built.folder, 'lab-two');
    const state = { LANYARD_STATE: built.folder };
    const app = await launchChromium(built, state, ['--headless', '--lab', 'two']);
    launched.push(app);
    expect(existsSync(lab)).toBe(true);
    const driven = await drive(app);
    expect(await driven.page.evaluate(() => (globalThis as unknown as Bridged).ready)).toMatchObject({
      value: { lab: 'two' },
    });
    await driven.stop();
    expect(existsSync(lab)).toBe(false);
  });

  test('a lab that stood before is used, and left standing', async () => {
    const lab = join(built.folder, 'lab-stood');
    writeFileSync(lab, '');
    const state = { LANYARD_STATE: built.folder };
    const app = await launchChromium(built, state, ['--headless', '--lab=stood']);
    process.kill(app.pid, 'SIGTERM');
    expect(await app.ended).toMatchObject({ exit: 0 });
    expect(existsSync(lab)).toBe(true);
  });

  test('a second start on the same profile is told so, and the first lives on', async () => {
    const profile = { XDG_STATE_HOME: join(built.folder, 'state') };
    const first = await launchChromium(built, profile, ['--headless', '--keep-profile']);
    launched.push(first);
    const second = launchChromium(built, profile, ['--headless', '--keep-profile']);
    await expect(second).rejects.toThrow('shell-open');
    expect(isAlive(first.pid)).toBe(true);
  });
});

// Electron's half is not registered where its binary is not: nothing is counted as skipped that could never have run.
if (electronPath(process.cwd(), process.env) === undefined)
  process.stdout.write(
    'The shell suite\u2019s Electron half runs where Electron\u2019s binary is; here it is not.\n',
  );
