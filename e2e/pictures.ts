// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from './app.ts';
import { ROOT } from './shells.ts';
import { LANGUAGES, wordsOf } from './words.ts';

/** Where pictures lie that somebody looks at: NAME.LANGUAGE.THEME.png. */
export const SHOTS = join(ROOT, 'e2e/shots');

/** One of what is on the screen in each language, by the switch in the status bar; at last the first again. */
export async function pictureInEach({ page }: App, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  for (const language of LANGUAGES) {
    const other = wordsOf(language).w('bar.other-language');
    const toOther = page.getByRole('button', { name: other, exact: true });
    await toOther.waitFor();
    await page.screenshot({ path: join(SHOTS, `${name}.${language}.dark.png`), animations: 'disabled' });
    await toOther.click();
  }
}
