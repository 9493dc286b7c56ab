// SPDX-License-Identifier: Apache-2.0
import { argumentsFrom, testProgram } from './arguments.ts';
import { chromiumShell } from './chromium.ts';
import { placesFrom } from './places.ts';
import { ORIGINS } from './policy.ts';
import { complain, start } from './start.ts';

/** The app in an installed Chromium: run by plain Node. Returns the exit status. */
async function main(): Promise<number> {
  const parsed = argumentsFrom(process.argv.slice(2));
  if (!parsed.ok) {
    complain(parsed.fault);
    return 2;
  }
  const chosen = parsed.value;
  const places = placesFrom(import.meta.dirname, process.env, chosen.lab, testProgram(chosen, process.env));
  const open = chromiumShell({
    profile: chosen.test && !chosen.keepProfile ? undefined : places.profiles.chromium,
    headless: chosen.headless,
    port: chosen.test && Boolean(process.env.LANYARD_TEST_PORT),
    opened: (port) => chosen.test && announce(port),
    preload: places.chromiumPreload,
  });
  const started = await start(chosen, places, { shell: 'chromium', origin: ORIGINS.chromium, open });
  if (!started.ok) {
    complain(started.fault);
    return 1;
  }
  const { app, quit } = started.value;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void quit());
  await app.window.closed;
  await quit();
  return 0;
}

/** One JSON line on standard output: the page is there, and where Playwright finds the page. */
function announce(port: number | undefined): void {
  process.stdout.write(`${JSON.stringify({ opened: true, devtools: port })}\n`);
}

process.exitCode = await main();
