// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Ended, endOf, startProgram } from '../child-process.ts';
import type { Built } from './built.ts';
import { isAlive, treeOf } from './processes.ts';

/** The app, started as a person would. */
export interface Launched {
  pid: number;
  ended: Promise<Ended>;
  /** Milliseconds from start to the first line that the app announced. */
  took: number;
  /** 0: none was asked for. */
  port: number;
  tree: () => number[];
}

/** The app and a page in it, driven from outside. */
export interface Driven extends Launched {
  page: Page;
  browser: Browser;
  /** Lets go of the page, then asks the app to end. */
  stop: () => Promise<void>;
}

/** The Chromium shell under Node. `env` is added to a bare one, whose home is in the test's own folder. */
export async function launchChromium(
  built: Built,
  env: Record<string, string> = {},
  flags: readonly string[] = ['--headless'],
): Promise<Launched> {
  const from = Date.now();
  const child = startProgram([process.execPath, join(built.main, 'chromium-main.mjs'), '--test', ...flags], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: built.folder,
      TMPDIR: built.folder,
      LANYARD_PROGRAM: built.lanyard,
      LANYARD_TEST_PORT: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = endOf(child);
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    void ended.then((end) => reject(new Error(`ended: ${JSON.stringify(end)}`)));
  });
  const pid = child.pid ?? 0;
  const { devtools = 0 } = JSON.parse(line);
  return { pid, ended, took: Date.now() - from, port: devtools, tree: () => treeOf(pid) };
}

export async function drive(launched: Launched): Promise<Driven> {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${launched.port}`);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('no page');
  await page.waitForFunction(() => 'ready' in globalThis);
  const stop = async () => {
    await browser.close().catch(() => undefined);
    if (isAlive(launched.pid)) process.kill(launched.pid, 'SIGTERM');
    await launched.ended;
  };
  return { ...launched, page, browser, stop };
}
