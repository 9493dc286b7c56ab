// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../model/fault.ts';
import { ok, type Result } from '../model/result.ts';
import { say } from '../model/words/fill.ts';
import { languageOf } from '../model/words/languages.ts';
import { type App, type AppParts, openApp } from './app.ts';
import type { Arguments } from './arguments.ts';
import { labHost, thisHost } from './host.ts';
import { type Lab, labUp } from './lab.ts';
import type { Places } from './places.ts';
import { preferencesIn } from './preferences.ts';

declare const LANYARD_VERSION: string;

export interface Started {
  app: App;
  /** Window, helper, lab: everything that was started is gone when it resolves. */
  quit: () => Promise<void>;
}

/** The lab where one is wanted, then the app on it. */
export async function start(
  chosen: Arguments,
  places: Places,
  shell: Pick<AppParts, 'shell' | 'origin' | 'open'>,
): Promise<Result<Started>> {
  const lab = chosen.lab === undefined ? ok(undefined) : await labUp(places.lanyard, chosen.lab, process.env);
  if (!lab.ok) return lab;
  const app = await openApp({
    ...shell,
    version: LANYARD_VERSION,
    host: hostOf(places.lanyard, lab.value),
    lab: lab.value?.name,
    folder: places.renderer,
    preferences: preferencesIn(places.preferences),
  });
  if (!app.ok) {
    await lab.value?.down();
    return app;
  }
  const quit = async () => {
    await app.value.quit();
    await lab.value?.down();
  };
  return ok({ app: app.value, quit });
}

const hostOf = (lanyard: string, lab: Lab | undefined) =>
  lab === undefined
    ? thisHost(lanyard, process.env, process.getuid?.() === 0)
    : labHost(lanyard, process.env, lab.name);

/** One line for whoever started the app from a terminal, in the terminal's language, and the code to search for. */
export function complain({ code, facts }: Fault): void {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const words = say(languageOf(LC_ALL || LC_MESSAGES || LANG), code, facts);
  process.stderr.write(`lanyard: ${words} (${code})\n`);
}
