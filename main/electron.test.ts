// SPDX-License-Identifier: Apache-2.0
import type { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { ok } from '../model/result.ts';

// Electron's binary cannot be had from the registry; this holds what main asks of it. The real one runs the shell suite where it is.
const seen = vi.hoisted(() => ({
  windows: [] as { options: Record<string, unknown>; webContents: EventEmitter & { mainFrame: object } }[],
  schemes: [] as unknown[],
  handlers: new Map<string, (...args: never[]) => unknown>(),
}));

vi.mock('electron', async () => {
  const { EventEmitter } = await import('node:events');
  const keep =
    (name: string) =>
    (...args: unknown[]) =>
      void seen.handlers.set(name, args.at(-1) as never);
  class BrowserWindow extends EventEmitter {
    webContents = Object.assign(new EventEmitter(), {
      mainFrame: { origin: 'app://lanyard' },
      setWindowOpenHandler: keep('open'),
      send: vi.fn(),
    });
    options: Record<string, unknown>;
    constructor(options: Record<string, unknown>) {
      super();
      this.options = options;
      seen.windows.push(this as never);
    }
    loadURL = vi.fn(async () => undefined);
    show = vi.fn();
    maximize = vi.fn();
    isDestroyed = () => false;
    close() {
      this.emit('closed');
    }
  }
  return {
    BrowserWindow,
    clipboard: { writeText: vi.fn() },
    ipcMain: { handle: keep('ipc'), removeHandler: vi.fn() },
    nativeTheme: { themeSource: 'system', shouldUseDarkColors: false },
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown[]) => seen.schemes.push(...schemes),
      handle: keep('protocol'),
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: keep('request'),
        setPermissionCheckHandler: keep('check'),
        setDevicePermissionHandler: keep('device'),
        on: keep('download'),
      },
    },
  };
});

const { electronShell, registerScheme } = await import('./electron.ts');
const { CSP, WEB_PREFERENCES } = await import('./policy.ts');

const folder = mkdtempSync(join(tmpdir(), 'lanyard-electron-'));
writeFileSync(join(folder, 'index.html'), '<p>home');
afterAll(() => rmSync(folder, { recursive: true }));

const answer = vi.fn(async () => ok('answered'));
const names = { calls: ['hello'], events: ['observed'] };

beforeEach(async () => {
  seen.windows.length = 0;
  const options = {
    folder,
    title: 'T',
    bounds: undefined,
    theme: 'dark' as const,
    names,
    answer,
    moved: vi.fn(),
  };
  await electronShell('/preload.cjs')(options);
});

const call = (name: string, ...args: unknown[]): unknown =>
  (seen.handlers.get(name) as (...a: unknown[]) => unknown)(...args);
const page = () => seen.windows[0]?.webContents as EventEmitter & { mainFrame: object };

test('the window has the policy\u2019s preferences and the tables\u2019 names', () => {
  const options = seen.windows[0]?.options;
  expect(options).toMatchObject({ minWidth: 1024, minHeight: 700 });
  expect(options?.webPreferences).toEqual({
    ...WEB_PREFERENCES,
    preload: '/preload.cjs',
    additionalArguments: [`--lanyard-names=${JSON.stringify(names)}`],
  });
});

test('the scheme is standard and secure', () => {
  registerScheme();
  expect(seen.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
});

test('files come with the policy; outside the folder there is nothing', async () => {
  const home = (await call('protocol', { url: 'app://lanyard/' })) as Response;
  expect(await home.text()).toBe('<p>home');
  expect(home.headers.get('Content-Security-Policy')).toContain(`script-src ${CSP['script-src']}`);
  const outside = (await call('protocol', { url: 'app://lanyard/..%2f..%2fetc/passwd' })) as Response;
  expect(outside.status).toBe(404);
});

test('every permission is refused, asked for or checked', () => {
  const reply = vi.fn();
  call('request', page(), 'media', reply);
  expect(reply).toHaveBeenCalledWith(false);
  expect(call('check', page(), 'clipboard-read')).toBe(false);
  expect(call('device')).toBe(false);
  expect(call('open', { url: 'https://example.com/' })).toEqual({ action: 'deny' });
});

test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
  '%s leads to the app\u2019s document or nowhere',
  (name) => {
    const goTo = (url: string) => {
      const preventDefault = vi.fn();
      page().emit(name, { url, preventDefault });
      return preventDefault.mock.calls.length;
    };
    expect(goTo('app://lanyard/')).toBe(0);
    for (const url of ['https://example.com/', 'app://other/', 'app://lanyard/page.js', 'file:///etc/passwd'])
      expect(goTo(url)).toBe(1);
  },
);

test('the sender is who Electron says, not who the message says', async () => {
  const main = page().mainFrame;
  expect(await call('ipc', { senderFrame: main }, 'hello', '{}')).toEqual(ok('answered'));
  expect(answer).toHaveBeenLastCalledWith({ mainFrame: true, origin: 'app://lanyard' }, 'hello', '{}');
  await call('ipc', { senderFrame: { origin: 'app://lanyard' } }, 'hello', '{}');
  expect(answer).toHaveBeenLastCalledWith({ mainFrame: false, origin: 'app://lanyard' }, 'hello', '{}');
  await call('ipc', { senderFrame: null }, 'hello', '{}');
  expect(answer).toHaveBeenLastCalledWith({ mainFrame: false, origin: '' }, 'hello', '{}');
});
