// SPDX-License-Identifier: Apache-2.0
import { CALLS, type CallName, EVENTS } from '../model/contract.ts';
import { fault } from '../model/fault.ts';
import { failed, ok, type Result } from '../model/result.ts';
import { APP_CALLS, APP_EVENTS, type AppHandlers, type HelperStatus } from '../model/shell-contract.ts';
import { bridge } from './bridge.ts';
import { HelperClient } from './helper-client.ts';
import type { Host } from './host.ts';
import { installOnce } from './install-once.ts';
import type { PreferencesFile } from './preferences.ts';
import type { OpenWindow, ShellWindow } from './shell.ts';

export interface AppParts {
  shell: 'electron' | 'chromium';
  origin: string;
  version: string;
  host: Host;
  lab: string | undefined;
  /** Folder of the built renderer. */
  folder: string;
  preferences: PreferencesFile;
  open: OpenWindow;
}

export interface App {
  window: ShellWindow;
  /** Closes the window and ends the helper; the same whoever asks, and however often. */
  quit: () => Promise<void>;
}

/** Names of everything that crosses the bridge, looped from the two tables. */
export const NAMES = {
  calls: [...Object.keys(CALLS), ...Object.keys(APP_CALLS)],
  events: [...Object.keys(EVENTS), ...Object.keys(APP_EVENTS)],
} as const;

/** One window, one helper, and the bridge between them. */
export async function openApp(parts: AppParts): Promise<Result<App>> {
  let window: ShellWindow | undefined;
  const helper = new HelperClient({
    host: parts.host,
    hear: (name, value) => window?.send(name, value),
    told: (status) => window?.send('app.helper', status),
  });
  // The helper starts beside the window, not after it.
  void helper.connect();
  const answer = bridge({
    origin: parts.origin,
    helper: (name: CallName, params) => helper.call(name, params),
    app: handlersOf(parts, helper, () => window),
  });
  const { theme, window: bounds } = parts.preferences.read();
  const opened = await parts.open({
    folder: parts.folder,
    title: 'Lanyard',
    bounds,
    theme,
    names: NAMES,
    answer,
    moved: (now) => parts.preferences.put({ window: now }),
  });
  if (!opened.ok) {
    await helper.close();
    return opened;
  }
  window = opened.value;
  return ok({ window, quit: once(() => Promise.all([opened.value.close(), helper.close()])) });
}

function handlersOf(
  { shell, version, lab, host, preferences }: AppParts,
  helper: HelperClient,
  window: () => ShellWindow | undefined,
): AppHandlers {
  const status = async (): Promise<Result<HelperStatus>> => ok(helper.status);
  return {
    'app.state': async () =>
      ok({
        helper: helper.status,
        preferences: preferences.read(),
        shell,
        version,
        ...(lab && { lab }),
        lockable: host.elevate !== undefined,
      }),
    'app.unlock': async () => {
      const risen = await helper.elevate();
      return risen.ok ? status() : risen;
    },
    'app.lock': () => helper.lock().then(status),
    'app.reconnect': async () => {
      const back = await helper.reconnect();
      return back.ok ? status() : back;
    },
    'app.prefer': async (part) => {
      const now = preferences.put(part);
      window()?.theme(now.theme);
      return ok(now);
    },
    'app.copy': async ({ text }) =>
      (await window()?.copy(text)) ? ok({}) : failed(fault('clipboard-refused', {})),
    'app.install': ({ packages }) => installOnce(packages),
  };
}

function once(run: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= run().then(() => undefined);
    return running;
  };
}
