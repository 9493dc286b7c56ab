// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { electronPath } from './choose-shell.ts';
import { ORIGINS } from './policy.ts';
import { shellSuite } from './shell-suite.ts';
import { type Built, buildForTest } from './testing/built.ts';
import { drive, type Launched, launchChromium } from './testing/launch.ts';
import { internetSockets, isAlive, processesNaming, untilGone } from './testing/processes.ts';

vi.setConfig({ testTimeout: 20_000 });

let built: Built;
beforeAll(async () => {
  built = await buildForTest();
}, 30_000);
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
    await untilGone(tree, 1000);
    expect(processesNaming(built.folder)).toEqual([]);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('all end on %s, with status 0', async (signal) => {
    const app = await launch();
    const tree = app.tree();
    process.kill(app.pid, signal);
    expect(await app.ended).toMatchObject({ exit: 0 });
    await untilGone(tree, 1000);
  });

  test('all end within a second when Node is killed', async () => {
    const app = await launch();
    const tree = app.tree();
    process.kill(app.pid, 'SIGKILL');
    expect(await untilGone(tree, 3000)).toBeLessThan(1000);
    expect(processesNaming(built.folder)).toEqual([]);
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
