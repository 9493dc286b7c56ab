// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { fault } from '../model/fault.ts';
import { failed, ok } from '../model/result.ts';
import type { Bounds, Preferences } from '../model/shell-contract.ts';
import { endWithin } from './child-process.ts';
import { type Browser, portOf, startBrowser } from './chromium-browser.ts';
import { openPage } from './chromium-page.ts';
import type { Params } from './devtools.ts';
import { MINIMUM_SIZE, ORIGINS, PERMISSIONS_DENIED } from './policy.ts';
import type { Answer, OpenWindow, ShellWindow, WindowOptions } from './shell.ts';

export interface ChromiumOptions {
  profile: string | undefined;
  headless: boolean;
  /** Tests only: a DevTools port beside the pipe. */
  port: boolean;
  /** The page has asked its first question: its script runs. With the port where there is one. */
  opened: (port: number | undefined) => void;
  /** Absolute path of the bundled chromium-preload. */
  preload: string;
}

/** The installed Chromium or Chrome as the app's window. */
export function chromiumShell(chosen: ChromiumOptions): OpenWindow {
  return async (options) => {
    const started = startBrowser({ ...chosen, bounds: options.bounds });
    if (!started.ok) return started;
    const browser = started.value;
    try {
      return ok(await openIn(browser, chosen, options));
    } catch (error) {
      browser.child.kill('SIGKILL');
      const { stderr } = await browser.ended;
      return failed(fault('shell-failed', { reason: `${String(error)} ${stderr.slice(-400)}` }));
    }
  };
}

async function openIn(
  browser: Browser,
  chosen: ChromiumOptions,
  options: WindowOptions,
): Promise<ShellWindow> {
  const { tools } = browser;
  const target = await firstPage(browser);
  const { sessionId } = await tools.send('Target.attachToTarget', { targetId: target, flatten: true });
  const session = sessionId as string;
  await refuse(browser, target);
  const preload = readFileSync(chosen.preload, 'utf8');
  // A page's target id is its top frame's id.
  const port = chosen.port ? await portOf(browser) : undefined;
  const answer = afterFirst(options.answer, () => chosen.opened(port));
  const say = await openPage({ tools, session, frame: target, preload, options: { ...options, answer } });
  const send = (method: string, params?: Params) => tools.send(method, params, session);
  rememberBounds(browser, target, options.moved);

  const theme = (wanted: Preferences['theme']) => void paint(send, wanted).catch(() => undefined);
  if (options.theme !== 'system') theme(options.theme);
  return {
    send: say,
    theme,
    copy: (text) => copy(send, text),
    focus: () => void send('Page.bringToFront').catch(() => undefined),
    close: async () => {
      tools.send('Browser.close').catch(() => undefined);
      await endWithin(browser.child, browser.ended, 2000);
    },
    closed: browser.ended.then(() => undefined),
  };
}

function afterFirst(answer: Answer, tell: () => void): Answer {
  let first = true;
  return (...asked) => {
    if (first) tell();
    first = false;
    return answer(...asked);
  };
}

interface Target {
  targetId: string;
  type: string;
}

async function firstPage({ tools }: Browser): Promise<string> {
  const created = new Promise<string>((resolve) => {
    tools.on('Target.targetCreated', ({ targetInfo }) => {
      const { targetId, type } = targetInfo as Target;
      if (type === 'page') resolve(targetId);
    });
  });
  // Tells of every target that is there, then of every new one.
  await tools.send('Target.setDiscoverTargets', { discover: true });
  return created;
}

/** No second window, no download, no permission. A second start of the app lands here as a new page: the first comes forward. */
async function refuse({ tools }: Browser, ours: string): Promise<void> {
  tools.on('Target.targetCreated', ({ targetInfo }) => {
    const { targetId, type } = targetInfo as Target;
    if (type === 'page' && targetId !== ours)
      void tools.send('Target.closeTarget', { targetId }).catch(() => undefined);
  });
  tools.on('Target.targetDestroyed', ({ targetId }) => {
    // Headless Chromium lives on without a window.
    if (targetId === ours) tools.send('Browser.close').catch(() => undefined);
  });
  const origin = ORIGINS.chromium;
  await Promise.all([
    tools.send('Browser.setDownloadBehavior', { behavior: 'deny' }),
    ...PERMISSIONS_DENIED.map((name) =>
      tools.send('Browser.setPermission', { permission: { name }, setting: 'denied', origin }),
    ),
  ]);
}

/** Chromium tells of sizes, not of moves, and knows no minimum: a window that rests smaller is put back. */
function rememberBounds({ tools }: Browser, target: string, moved: (bounds: Bounds) => void): void {
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const { windowId, bounds } = await tools.send('Browser.getWindowForTarget', { targetId: target });
    const now = bounds as { left: number; top: number; width: number; height: number; windowState: string };
    const width = Math.max(now.width, MINIMUM_SIZE.width);
    const height = Math.max(now.height, MINIMUM_SIZE.height);
    if (now.windowState === 'normal' && (width > now.width || height > now.height))
      await tools.send('Browser.setWindowBounds', { windowId, bounds: { width, height } });
    if (now.windowState === 'minimized') return;
    moved({ x: now.left, y: now.top, width, height, maximized: now.windowState !== 'normal' });
  };
  tools.on('Page.frameResized', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look().catch(() => undefined), 300);
    timer.unref();
  });
}

type Send = (method: string, params?: Params) => Promise<Params>;

const paint = (send: Send, theme: Preferences['theme']) =>
  send('Emulation.setEmulatedMedia', {
    features: theme === 'system' ? [] : [{ name: 'prefers-color-scheme', value: theme }],
  });

/** As if a person had clicked: the page itself may not, without a click. */
async function copy(send: Send, text: string): Promise<boolean> {
  const expression = `navigator.clipboard.writeText(${JSON.stringify(text)}).then(() => true, () => false)`;
  const reply = await send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
    userGesture: true,
  }).catch(() => ({}));
  return (reply as { result?: { value?: unknown } }).result?.value === true;
}
