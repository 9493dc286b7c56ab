// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fault } from '../model/fault.ts';
import { failed, ok, type Result } from '../model/result.ts';
import type { Bounds } from '../model/shell-contract.ts';
import { type Ended, endOf, startProgram } from './child-process.ts';
import { connectDevTools, type DevTools } from './devtools.ts';
import { CHROMIUM_FLAGS, FIRST_SIZE } from './policy.ts';

/** Looked for in this order. Snap and Flatpak wrappers do not hand on descriptors 3 and 4. */
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
  '/opt/google/chrome/chrome',
  '/usr/bin/microsoft-edge-stable',
  '/usr/bin/brave-browser',
];

export interface BrowserOptions {
  /** Folder of the profile; undefined: a new one that is taken away at the end. */
  profile: string | undefined;
  headless: boolean;
  /** Tests only: a DevTools port beside the pipe, for Playwright. */
  port: boolean;
  bounds: Bounds | undefined;
}

export interface Browser {
  child: ChildProcess;
  tools: DevTools;
  profile: string;
  ended: Promise<Ended>;
}

export const browserPath = (): string | undefined => BROWSERS.find(isExecutable);

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts the browser with an empty window, its protocol on descriptors 3 and 4. Ends by itself when those close. */
export function startBrowser(options: BrowserOptions): Result<Browser> {
  const path = browserPath();
  if (path === undefined) return failed(fault('shell-missing', { tried: BROWSERS }));
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'lanyard-chromium-'));
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const holder = holderOf(profile);
  if (holder !== undefined) return failed(fault('shell-open', { pid: holder }));

  const child = startProgram([path, ...argumentsFor(options, profile)], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const ended = endOf(child).then((end) => {
    if (options.profile === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    return end;
  });
  const tools = connectDevTools(child.stdio[3] as Writable, child.stdio[4] as Readable);
  return ok({ child, tools, profile, ended });
}

/** The pid whose window already has this profile open. Chromium's own lock: a link to `HOST-PID`. */
export function holderOf(profile: string): number | undefined {
  try {
    const pid = Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 0 : undefined;
  }
}

function argumentsFor({ headless, port, bounds }: BrowserOptions, profile: string): string[] {
  const { width, height, x, y } = { ...FIRST_SIZE, x: undefined, y: undefined, ...bounds };
  return [
    ...CHROMIUM_FLAGS,
    `--user-data-dir=${profile}`,
    '--remote-debugging-pipe',
    `--window-size=${width},${height}`,
    '--class=Lanyard',
    ...(x === undefined || y === undefined ? [] : [`--window-position=${x},${y}`]),
    ...(headless ? ['--headless=new'] : []),
    ...(port ? ['--remote-debugging-port=0'] : []),
    // Chromium's sandbox refuses root; as an ordinary user it is on.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    // A data page first: the app's address is only gone to once requests are answered by us.
    '--app=data:text/html,<title>Lanyard</title><style>:root{color-scheme:light dark}</style>',
  ];
}

/** The port of a browser that was started with one; written by it before it answers on the pipe, or a moment after. */
export async function portOf(browser: Browser): Promise<number | undefined> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      const [port] = readFileSync(join(browser.profile, 'DevToolsActivePort'), 'utf8').split('\n');
      return Number(port);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return undefined;
}
