// SPDX-License-Identifier: Apache-2.0
// Screenshots of every screen over the practice host, into out/shots: `node build/bundle-renderer.mjs shots [PART]`.
// PART: only shots whose name has it.
import { mkdir, readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, type Page } from '@playwright/test';
import { SHOTS, type Shot } from './shot-list.ts';

const ROOT = resolve('out/practice');
const OUT = resolve('out/shots');
const ORIGIN = 'https://practice.invalid';
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
/** The app's own policy, so that whatever breaks under it breaks here. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:";

const remarks: string[] = [];

async function openPage(
  browser: Browser,
  shot: Shot,
  language: string,
  theme: 'light' | 'dark',
): Promise<Page> {
  const context = await browser.newContext({
    viewport: shot.size ?? { width: 1280, height: 800 },
    colorScheme: theme,
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') remarks.push(`${shot.name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => remarks.push(`${shot.name}: ${error.message}`));
  await page.route('**/*', async (route) => {
    const path = new URL(route.request().url()).pathname;
    try {
      const body = await readFile(join(ROOT, path));
      const type = TYPES[extname(path)] ?? 'application/octet-stream';
      await route.fulfill({ body, contentType: type, headers: { 'content-security-policy': CSP } });
    } catch {
      remarks.push(`${shot.name}: asked for ${route.request().url()}`);
      await route.abort();
    }
  });
  const query = `scene=${shot.scene ?? 'well'}&language=${language}&still`;
  await page.goto(`${ORIGIN}/practice.html?${query}#/${shot.at ?? 'overview'}`);
  await page.locator('main h1').first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  return page;
}

/** What axe finds serious, each with the first place where. */
async function judge(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map(
      (one) =>
        `${one.id} ${one.nodes.length}x ${one.nodes[0]?.target.join(' ')} ${one.nodes[0]?.failureSummary?.split('\n')[1] ?? ''}`,
    );
}

const parts = (process.argv[3] ?? '').split(',');
await mkdir(OUT, { recursive: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
  ],
});
for (const shot of SHOTS) {
  for (const language of shot.languages ?? ['en', 'zh-CN'])
    for (const theme of shot.themes ?? (['dark', 'light'] as const)) {
      const name = `${shot.name}.${language === 'en' ? 'en' : 'zh'}.${theme}`;
      if (!parts.some((part) => name.includes(part))) continue;
      const page = await openPage(browser, shot, language, theme);
      try {
        await shot.steps?.(page);
        await page.waitForTimeout(120);
      } catch (error) {
        remarks.push(`${name}: ${String(error).split('\n')[0]}`);
      }
      for (const violation of await judge(page)) remarks.push(`${name}: ${violation}`);
      await page.screenshot({ path: join(OUT, `${name}.png`) });
      await page.context().close();
    }
}
await browser.close();
process.stdout.write(`${remarks.join('\n') || 'no console error, no policy violation'}\n`);
process.exitCode = remarks.length === 0 ? 0 : 1;
