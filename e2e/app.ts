// SPDX-License-Identifier: Apache-2.0
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { type LabHost, makeLabHost } from '../helper/testing/lab-host.ts';
import type { Preferences } from '../model/shell-contract.ts';
import { type LaunchOptions, launch, type Started } from './launch.ts';
import { nothingLeftOf } from './leftovers.ts';
import { remarksOf } from './remarks.ts';
import type { Shell } from './shells.ts';
import { type Language, type Words, wordsOf } from './words.ts';

/** A lab as far as it is the same in here and in a guest. */
export type AnyLab = Pick<LabHost, 'name' | 'run' | 'lanyard' | 'inventory'>;

/** The real app on a real lab, with the words to read it by. */
export interface App extends Words, Started {
  lab: AnyLab;
  page: Page;
  /** The inspector: the selected thing. */
  details: Locator;
  /** The column beside a form: what will run. */
  plan: Locator;
  button: (name: string | RegExp) => Locator;
}

export interface Wishes {
  shell: Shell;
  language: Language;
  theme: Preferences['theme'];
}

/** Where and as whom the app runs; at first as root on the lab. */
export type AppPlace = Pick<LaunchOptions, 'lab' | 'program' | 'under' | 'passage'>;

function appOver(started: Started, lab: AnyLab, language: Language): App {
  const { page } = started;
  const words = wordsOf(language);
  return {
    ...words,
    ...started,
    lab,
    details: page.getByRole('complementary', { name: words.w('inspector.label') }),
    plan: page.getByRole('complementary', { name: words.w('plan.title') }),
    button: (name) => page.getByRole('button', { name, exact: typeof name === 'string' }),
  };
}

/** What every container here is made of; a lab has no way to a registry. */
export const IMAGE = 'lanyard/toolbox';

/** A lab of one's own until `use` is over, and nothing of it afterwards. */
export async function withLab(use: (lab: LabHost) => Promise<void>): Promise<void> {
  const lab = await makeLabHost();
  try {
    await use(lab);
  } finally {
    await lab[Symbol.asyncDispose]();
  }
  await nothingLeftOf(lab.name);
}

/** `lanyard` with these words in the lab, which must end well. Value: what it printed. */
export async function well(lab: AnyLab, ...words: string[]): Promise<string> {
  const { exit, stdout, stderr } = await lab.lanyard(...words);
  if (exit !== 0) throw new Error(`lanyard ${words.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** The app until `use` is over; whatever the browser holds against the page until then is a failure. */
export async function withApp(
  lab: AnyLab,
  wishes: Wishes,
  use: (app: App) => Promise<void>,
  place: AppPlace = { lab: lab.name },
): Promise<void> {
  const started = await launch({
    shell: wishes.shell,
    preferences: { language: wishes.language, theme: wishes.theme },
    ...place,
  });
  let well = false;
  let remarks: string[] = [];
  try {
    remarks = await remarksOf(started.page);
    await started.page.getByRole('heading', { level: 1 }).first().waitFor();
    await use(appOver(started, lab, wishes.language));
    well = true;
  } finally {
    await keepPicture(started.page, well).catch(() => undefined);
    await started.stop();
  }
  expect(remarks, 'what the browser held against the page').toEqual([]);
}

/** Of a test that failed, how the app looked then; between tests there is none. */
async function keepPicture(page: Page, well: boolean): Promise<void> {
  const now = test.info();
  if (!well || now.status !== now.expectedStatus) await page.screenshot({ path: now.outputPath('app.png') });
}

export const test = base.extend<Omit<Wishes, 'shell'> & { lab: LabHost; app: App }, Pick<Wishes, 'shell'>>({
  shell: ['chromium', { option: true, scope: 'worker' }],
  language: ['en', { option: true }],
  theme: ['dark', { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
  lab: async ({}, use) => withLab(use),
  app: async ({ lab, shell, language, theme }, use) => withApp(lab, { shell, language, theme }, use),
});

export { expect };
