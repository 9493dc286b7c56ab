// SPDX-License-Identifier: Apache-2.0
import { expect, IMAGE, test, well } from './app.ts';
import { go, select } from './person.ts';
import { at, networkWords } from './places.ts';

const MARKUP = '<img src=x onerror=globalThis.ran=1>';
const SCRIPT = '<script>globalThis.ran=1</script>';
/** Colours, a window title, the clipboard, a link, and characters that turn the direction of writing. */
const ESCAPES =
  '\\033[31mred\\033[0m \\033]0;owned\\007 \\033]52;c;b3duZWQ=\\007 \\033]8;;https://example.com\\007link\\033]8;;\\007 \\342\\200\\256';
const SAYS = `printf '${MARKUP} ${SCRIPT} ${ESCAPES} end\\n'`;

test('names and texts of containers, networks and links are shown as text, and nothing of them runs', async ({
  app,
  lab,
}) => {
  const { page, details, w } = app;
  await at(lab, 'host', "ip link add 'en<script>' type veth peer name 'en<svg>'");
  const network = await well(lab, ...networkWords(MARKUP));
  await well(
    lab,
    'run',
    '-d',
    '-t',
    '--name',
    'web',
    '--hostname',
    'b-script',
    '--network',
    network,
    '-e',
    `X=${MARKUP}`,
    IMAGE,
    'sh',
    '-c',
    `${SAYS}; sleep 9000`,
  );

  await test.step('a link', async () => {
    await go(app, 'nics');
    await page.getByRole('button', { name: 'en<script>' }).click();
    await expect(details.getByRole('heading', { name: 'en<script>' })).toBeVisible();
  });
  await test.step('a network', async () => {
    await select(app, 'networks', MARKUP);
    await expect(details.getByRole('heading', { name: MARKUP })).toBeVisible();
  });
  await test.step('a command', async () => {
    await select(app, 'containers', 'web');
    await expect(details).toContainText(MARKUP);
  });
  await test.step('a log', async () => {
    await details.getByRole('button', { name: w('container.logs') }).click();
    const log = page.getByRole('log');
    await expect(log).toContainText(`${MARKUP} ${SCRIPT} red`);
    await expect(log).not.toContainText('owned');
    for (const character of ['\u001b', '\u202e']) await expect(log).not.toContainText(character);
  });
  await test.step('a shell', async () => {
    const drawer = page.getByRole('region', { name: w('drawer.label', { name: 'web' }) });
    await drawer.getByRole('button', { name: w('drawer.shell') }).click();
    await expect(drawer.locator('.xterm-rows')).toContainText('#');
    await drawer.getByRole('textbox').pressSequentially(`${SAYS}\n`);
    await expect(drawer.locator('.xterm-rows')).toContainText('red');
  });
  await test.step('the whole of it at once', async () => {
    await go(app, 'overview');
    await go(app, 'activity');
    await go(app, 'containers');
  });
  expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
  expect(await page.locator('img, main script, aside script, svg svg').count()).toBe(0);
  expect(await page.title()).toBe(w('app.name'));
});
