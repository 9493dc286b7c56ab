// SPDX-License-Identifier: Apache-2.0
import { type App, expect, test, well } from './app.ts';
import { agree, chooseMore, go, select } from './person.ts';

/** The bridge example as a page has it: prompts, continued lines, a sentence between them, output, and one that cannot be. */
const PAGE = `给实验室的容器各分一个局域网地址。先建网络，父接口用 eth0：

$ docker network create -d macvlan \\
    --subnet=172.16.86.0/24 \\
    --gateway=172.16.86.1 \\
    -o parent=eth0 pub_net

然后启动一个容器（名称随意）：

# docker run --rm -itd \\
    --network pub_net \\
    --name box \\
    alpine:latest /bin/sh

看看它的路由，应当有默认网关：

$ docker exec box ip route
default via 172.16.86.1 dev eth0
172.16.86.0/24 dev eth0 scope link  src 172.16.86.2

同一网段不要再建第二个：

$ docker network create -d macvlan --subnet=172.16.86.128/25 -o parent=eth0 twin
`;

const drafts = ({ page, w }: App) => page.getByRole('region', { name: w('paste.drafts') });
const text = ({ page, w }: App) => page.getByRole('textbox', { name: w('paste.text') });
const box = ({ page, w }: App, change: 'change.network-create' | 'change.container-run', name: string) =>
  page.getByRole('checkbox', { name: w(change, { name }) });
const card = (app: App, name: string) => drafts(app).getByRole('listitem').filter({ hasText: name }).first();

async function openPaste(app: App): Promise<void> {
  await go(app, 'networks');
  await app.button(app.w('paste.verb')).click();
}

/** The export dialog's text for a target. */
async function exported(app: App, target: string): Promise<string> {
  const dialog = app.page.getByRole('dialog');
  await dialog.getByRole('radio', { name: target, exact: true }).check({ force: true });
  return (await dialog.locator('pre').allTextContents()).join('\n');
}

test('a page with commands in it: read, chosen, made, written out again, and taken back', async ({
  app,
  lab,
}) => {
  const { page, details, w } = app;
  await test.step('drafts, beside the text', async () => {
    await openPaste(app);
    await text(app).fill(PAGE);
    await expect(box(app, 'change.network-create', 'pub_net')).toBeChecked();
    await expect(card(app, 'pub_net')).toContainText(
      'docker network create -d macvlan --subnet 172.16.86.0/24',
    );
    await expect(drafts(app)).toContainText('docker exec box ip route');
  });
  await test.step('one that cannot be made says why', async () => {
    const twin = box(app, 'change.network-create', 'twin');
    await expect(twin).toBeDisabled();
    await expect(twin).not.toBeChecked();
    await expect(card(app, 'twin')).toContainText(
      app.tell('subnet-overlaps', {
        subnet: '172.16.86.128/25',
        other: '172.16.86.0/24',
        network: 'pub_net',
        parent: 'eth0',
      }),
    );
  });
  await test.step('an image that is not here is fetched from its draft', async () => {
    await expect(box(app, 'change.container-run', 'box')).toBeDisabled();
    await app.button(w('run.pull', { image: 'alpine:latest' })).click();
    await expect(box(app, 'change.container-run', 'box')).toBeChecked();
  });
  await test.step('a network that is left takes its container along', async () => {
    await box(app, 'change.network-create', 'pub_net').uncheck();
    await expect(box(app, 'change.container-run', 'box')).toBeDisabled();
    await expect(box(app, 'change.network-create', 'twin')).toBeEnabled();
    await box(app, 'change.network-create', 'pub_net').check();
    await expect(box(app, 'change.container-run', 'box')).toBeChecked();
  });
  await test.step('made, by the plans that were read', async () => {
    await app.button(w('paste.create', { count: 2 })).click();
    await expect(page.getByText(w('paste.made', { count: 2 }))).toBeVisible();
    expect(await well(lab, 'exec', 'box', 'ip', 'route')).toContain('default via 172.16.86.1 dev eth0');
  });
  await test.step('it is reached', async () => {
    await go(app, 'overview');
    const lane = page.getByRole('region', { name: 'eth0' });
    await expect(lane.getByRole('button', { name: 'box' })).toContainText(/\d ms/);
  });

  const compose = await test.step('written as Compose, and as ip', async () => {
    await select(app, 'containers', 'box');
    await chooseMore(app, 'export.verb');
    const dialog = page.getByRole('dialog');
    const ip = await exported(app, 'ip');
    expect(ip).toContain('type macvlan mode bridge');
    await expect(dialog).toContainText(app.tell('export-network-only', { target: 'ip', container: 'box' }));
    const file = await exported(app, 'Compose');
    expect(file).toContain('container_name: box');
    expect(file).toContain('parent: eth0');
    await dialog.getByRole('button', { name: w('export.close') }).click();
    await expect(details).toBeVisible();
    return file;
  });

  await test.step('taken back, each by its plan', async () => {
    await openPaste(app);
    for (const name of ['box', 'pub_net']) {
      await drafts(app)
        .getByRole('listitem')
        .filter({ has: page.locator('strong', { hasText: new RegExp(`\\b${name}$`) }) })
        .getByRole('button', { name: w('entry.undo') })
        .click();
      await agree(app, w('entry.undo'));
    }
    expect(await well(lab, 'ps', '-aq')).toBe('');
    expect(await well(lab, 'network', 'ls', '-q', '-f', 'driver=macvlan')).toBe('');
  });
  await test.step('and what was written is read back', async () => {
    await app.button(w('paste.another')).click();
    await text(app).fill(compose);
    await expect(box(app, 'change.network-create', 'pub_net')).toBeChecked();
    await expect(box(app, 'change.container-run', 'box')).toBeChecked();
  });
});
