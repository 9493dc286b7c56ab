// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const APP = join(ROOT, 'dist/main/chromium-main.mjs');
const OUT = join(ROOT, 'out');
/** Milliseconds that a screen may take. */
const PATIENCE = 30_000;

/**
 * What is photographed: a place in the app, as in its address, and what must be there first.
 * @typedef {{file: string, place: string, shows: string}} Picture
 */

/**
 * The app on a lab, without a window.
 * @param {string} lab
 * @param {string} home
 * @param {'dark' | 'light'} theme
 */
async function openApp(lab, home, theme) {
  const folder = join(home, '.config/lanyard');
  mkdirSync(folder, { recursive: true });
  const bounds = { width: 1360, height: 860, maximized: false };
  writeFileSync(join(folder, 'preferences.json'), JSON.stringify({ language: 'en', theme, window: bounds }));
  const app = spawn(process.execPath, [APP, '--test', '--headless', '--lab', lab], {
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: '', LANYARD_TEST_PORT: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(app, 'close');
  const first = await Promise.race([once(app.stdout, 'data'), ended.then(() => undefined)]);
  if (first === undefined) throw new Error('the app did not open');
  return {
    port: JSON.parse(String(first[0])).devtools,
    close: async () => {
      app.kill('SIGTERM');
      await ended;
    },
  };
}

/**
 * Pictures of the app's screens on a lab, into out/.
 * @param {string} lab
 * @param {{theme: 'dark' | 'light', pictures: Picture[]}} wanted
 * @returns {Promise<string[]>} the files, as seen from the repository
 */
export async function takePictures(lab, { theme, pictures }) {
  const home = mkdtempSync(join(tmpdir(), 'lanyard-shots-'));
  mkdirSync(OUT, { recursive: true });
  try {
    const app = await openApp(lab, home, theme);
    try {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${app.port}`);
      const page = browser.contexts()[0]?.pages()[0];
      if (page === undefined) throw new Error('the app has no page');
      const files = [];
      for (const { file, place, shows } of pictures) {
        await page.evaluate(`location.hash = ${JSON.stringify(place)}`);
        await page.getByText(shows).first().waitFor({ timeout: PATIENCE });
        await page.screenshot({ path: join(OUT, file), animations: 'disabled' });
        files.push(relative(ROOT, join(OUT, file)));
      }
      return files;
    } finally {
      await app.close();
    }
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
