// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { chromium } from '@playwright/test';
import type { Besides } from './besides.ts';
import { spread, timed } from './statistics.ts';

const STARTS = 5;
const CALLS = 500;

/** The window, headless, on a practice lab that stands: the built app in the Chromium shell. */
function startApp(root: string, lab: string): ChildProcess {
  const flags = ['--test', '--headless', '--lab', lab];
  return spawn(process.execPath, [`${root}/dist/main/chromium-main.mjs`, ...flags], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: process.env.PATH ?? '', HOME: '/root', LANYARD_TEST_PORT: '1' },
  });
}

/** It says this line at the page's first call: the page is drawn and talks to the helper's side. Value: its DevTools port. */
async function opened(app: ChildProcess): Promise<number> {
  const lines = createInterface({ input: app.stdout as Readable });
  for await (const line of lines) {
    const said = JSON.parse(line) as { opened?: boolean; devtools?: number };
    if (said.opened) return said.devtools ?? 0;
  }
  throw new Error('the app ended before its window was open');
}

async function end(app: ChildProcess): Promise<void> {
  if (app.exitCode !== null || app.signalCode !== null) return;
  const ended = once(app, 'exit');
  app.kill('SIGTERM');
  await ended;
}

/** From the process's start to the page's first call, and a call from page to helper and back. `root`: the folder that holds dist/. */
export async function appFigures(root: string, lab: string): Promise<Besides> {
  const starts: number[] = [];
  let calls: number[] = [];
  for (let start = 0; start <= STARTS; start++) {
    const app = startApp(root, lab);
    try {
      let port = 0;
      starts.push(
        await timed(async () => {
          port = await opened(app);
        }),
      );
      if (start === STARTS) calls = await callTimes(port);
    } finally {
      await end(app);
    }
  }
  return { 'app, start to first call': spread(starts.slice(1)), 'call page → helper → page': spread(calls) };
}

async function callTimes(port: number): Promise<number[]> {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('the app has no page');
  // A text, since the bench is compiled without a browser's words.
  const times = (await page.evaluate(`(async () => {
    const times = [];
    for (let call = 0; call < ${CALLS}; call++) {
      const begun = performance.now();
      await window.lanyard.hello({});
      times.push(performance.now() - begun);
    }
    return times;
  })()`)) as number[];
  await browser.close();
  return times;
}
