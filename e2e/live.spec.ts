// SPDX-License-Identifier: Apache-2.0
import { type App, expect, IMAGE, test, well } from './app.ts';
import { go } from './person.ts';
import { at, networkWords } from './places.ts';

test.beforeEach(({ lab }) => well(lab, ...networkWords('lan')));

const lane = (app: App) => app.page.getByRole('region', { name: 'eth0' });

/** Milliseconds since the epoch at which the lane was first painted with a text. */
const paintedWith = (app: App, text: string): Promise<number> =>
  lane(app).evaluate(
    (element, text) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (!element.textContent?.includes(text)) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
        };
        const watch = new MutationObserver(look);
        watch.observe(element, { subtree: true, childList: true, characterData: true });
        look();
      }),
    text,
  );

test('a cable that is pulled', async ({ app, lab }) => {
  const { page, details, w } = app;
  await well(lab, 'run', '-d', '--name', 'web', '--network', 'lan', IMAGE, 'sleep', '9000');
  await lane(app).getByRole('button', { name: 'web' }).click();
  await expect(details.getByRole('heading', { name: 'web' })).toBeVisible();
  const took: number[] = [];
  for (const [way, word] of [
    ['down', 'link.no-carrier'],
    ['up', 'link.up'],
    ['down', 'link.no-carrier'],
  ] as const) {
    const painted = paintedWith(app, w(word));
    const before = await at(lab, 'switch', `date +%s%3N; ip link set sw-eth0 ${way}`);
    took.push((await painted) - Number(before));
  }
  test.info().annotations.push({ type: 'kernel change to pixel, ms', description: took.join(' ') });
  console.log(`kernel change to pixel: ${took.join(', ')} ms`);
  const trouble = page.getByRole('list', { name: w('trouble.label') });
  await expect(trouble).toContainText(w('trouble.parent-no-carrier', { networks: 'lan', count: 1 }));
  const nic = details.getByRole('listitem').filter({ hasText: w('path.nic') });
  await expect(nic).toContainText(w('link.no-carrier'));
  await at(lab, 'switch', 'ip link set sw-eth0 up');
  await expect(trouble).toBeHidden();
  await expect(details.getByRole('listitem').filter({ hasText: w('path.gateway') })).toContainText(
    w('state.reachable'),
  );
});

test('what others do with the command line', async ({ app, lab }) => {
  const { w } = app;
  await test.step('a container appears, and is reached', async () => {
    await well(lab, 'run', '-d', '--name', 'web', '--network', 'lan', IMAGE, 'sleep', '9000');
    await expect(lane(app).getByRole('button', { name: 'web' })).toContainText(/\d ms/);
  });
  await test.step('it is killed', async () => {
    await well(lab, 'kill', 'web');
    await expect(lane(app).getByRole('button', { name: 'web' })).toContainText(w('state.stopped'));
    await expect(app.page.getByRole('list', { name: w('trouble.label') })).toContainText(
      w('trouble.exited', { exit: 137 }),
    );
  });
  await test.step('it is removed', async () => {
    await well(lab, 'rm', 'web');
    await expect(lane(app).getByRole('button', { name: 'web' })).toHaveCount(0);
  });
  await test.step('all of it stands in Activity', async () => {
    await go(app, 'activity');
    const changes = app.page.getByRole('list', { name: w('activity.changes') });
    await expect(changes).toContainText(w('change.container-remove', { name: 'web' }));
  });
  await test.step('a network appears, and goes', async () => {
    await go(app, 'networks');
    const row = app.page.getByRole('row').filter({ hasText: 'second' });
    await well(
      lab,
      'network',
      'create',
      '-d',
      'macvlan',
      '--subnet=10.81.0.0/24',
      '-o',
      'parent=eth1',
      'second',
    );
    await expect(row).toContainText('10.81.0.0/24');
    await well(lab, 'network', 'rm', 'second');
    await expect(row).toHaveCount(0);
  });
});
