// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, chromium, type Page } from '@playwright/test';
import { endOf, startProgram } from '../main/child-process.ts';
import { isAlive, treeOf, untilGone } from '../main/testing/processes.ts';
import type { Bounds, Preferences } from '../model/shell-contract.ts';
import type { Passage } from './ordinary-user.ts';
import { ELECTRON, ROOT, type Shell } from './shells.ts';

export const MAIN = join(ROOT, 'dist/main');

export interface Started {
  page: Page;
  /** Of the app's own process, and of everything that came from it. */
  pid: number;
  tree: () => number[];
  /** Resolves when the app's own process has ended. */
  ended: Promise<unknown>;
  /** Ends the app as a person who closes a terminal does, and waits until every process of it is gone. */
  stop: () => Promise<void>;
}

export interface LaunchOptions {
  shell: Shell;
  /** Practice lab; undefined: the machine that the app runs on. */
  lab?: string | undefined;
  /** Absolute path of a program in the helper's place; its first argument is `serve`. */
  program?: string;
  preferences?: Partial<Preferences>;
  /** Before the app's own argv: to run it as somebody else. */
  under?: readonly string[];
  /** To DevTools, where the app's loopback is not ours. */
  passage?: (port: number) => Promise<Passage>;
}

export const SIZE: Bounds = { width: 1360, height: 860, maximized: false };

/** A home of its own, so that no choice of a person's is read or changed; whoever the app runs as may write there. */
function makeHome(preferences: Partial<Preferences>): string {
  const home = mkdtempSync(join(tmpdir(), 'lanyard-e2e-'));
  const config = join(home, '.config');
  const folder = join(config, 'lanyard');
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify({ theme: 'dark', window: SIZE, ...preferences });
  writeFileSync(join(folder, 'preferences.json'), text);
  for (const path of [home, config, folder]) chmodSync(path, 0o777);
  return home;
}

/** The built app, headless, driven from outside. */
export async function launch(options: LaunchOptions): Promise<Started> {
  const home = makeHome(options.preferences ?? {});
  const env = {
    ...{ PATH: process.env.PATH ?? '', HOME: home, TMPDIR: home },
    ...(options.program !== undefined && { LANYARD_PROGRAM: options.program }),
  };
  const flags = ['--test', '--headless', ...(options.lab === undefined ? [] : ['--lab', options.lab])];
  const start = options.shell === 'electron' ? startElectron : startChromium;
  const started = await start(flags, env, options);
  return {
    ...started,
    stop: async () => {
      const all = started.tree();
      // What it runs under does not hand a signal on.
      if (options.under) await started.page.close().catch(() => undefined);
      else if (isAlive(started.pid)) process.kill(started.pid, 'SIGTERM');
      await untilGone(all, 30_000);
      await started.closePassage?.();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Begun = Omit<Started, 'stop'> & { closePassage?: () => Promise<void> };
type Start = (
  flags: readonly string[],
  env: Record<string, string>,
  options: LaunchOptions,
) => Promise<Begun>;

/** Never 0, whose tree is the whole machine. */
function pidOf({ pid }: { pid?: number | undefined }): number {
  if (pid === undefined) throw new Error('the app did not start');
  return pid;
}

/** Put before the app's argv: it ends in its own good way when the test is killed. */
const WITH_TEST = ['/usr/bin/setpriv', '--pdeathsig=TERM'] as const;

const startChromium: Start = async (flags, env, { under = WITH_TEST, passage }) => {
  const argv = [...under, process.execPath, join(MAIN, 'chromium-main.mjs'), ...flags];
  const child = startProgram(argv, {
    env: { ...env, LANYARD_TEST_PORT: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = endOf(child);
  const line = await new Promise<string>((resolve, reject) => {
    // A start that hangs is ended, and so told of.
    const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
    child.stdout?.once('data', (chunk: Buffer) => {
      clearTimeout(timer);
      resolve(chunk.toString());
    });
    void ended.then((end) => reject(new Error(`the app ended: ${JSON.stringify(end)}`)));
  });
  const pid = pidOf(child);
  const tree = () => treeOf(pid);
  const { devtools } = JSON.parse(line);
  const way = await passage?.(devtools);
  try {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${way?.port ?? devtools}`);
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('the app has no page');
    return { page, pid, ended, tree, ...(way && { closePassage: way.close }) };
  } catch (error) {
    for (const one of tree().reverse()) process.kill(one, 'SIGKILL');
    await way?.close();
    throw error;
  }
};

const startElectron: Start = async (flags, env) => {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath: ELECTRON ?? '',
    args: [...root, join(MAIN, 'main.mjs'), ...flags],
    env,
  });
  const pid = pidOf(app.process());
  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  return { page: await app.firstWindow(), pid, ended, tree: () => treeOf(pid) };
};
