// SPDX-License-Identifier: Apache-2.0
import { BrowserWindow, clipboard, ipcMain, nativeTheme, protocol, session } from 'electron';
import { ok } from '../model/result.ts';
import type { Bounds, Preferences } from '../model/shell-contract.ts';
import { CHANNEL, NAMES_ARGUMENT } from './electron-channel.ts';
import { isDocument, pageAt } from './pages.ts';
import {
  FIRST_SIZE,
  MINIMUM_SIZE,
  ORIGINS,
  PERMISSIONS_GRANTED,
  SCHEME_PRIVILEGES,
  WEB_PREFERENCES,
} from './policy.ts';
import type { OpenWindow, ShellWindow, WindowOptions } from './shell.ts';

const SCHEME = 'app';

/** Before Electron is ready, or it does not hold. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { ...SCHEME_PRIVILEGES } }]);
}

/** Electron as the app's window. Call once it is ready. */
export function electronShell(preload: string): OpenWindow {
  return async (options) => {
    refusePermissions();
    protocol.handle(SCHEME, async (request) => {
      const page = await pageAt(options.folder, request.url);
      return new Response(new Uint8Array(page.body), { status: page.status, headers: page.headers });
    });
    nativeTheme.themeSource = options.theme;
    const window = new BrowserWindow(windowOptions(preload, options));
    if (options.bounds?.maximized) window.maximize();
    keepInside(window);
    listen(window, options);
    await window.loadURL(`${ORIGINS.electron}/`);
    window.show();
    return ok(shellWindow(window));
  };
}

function windowOptions(preload: string, { title, bounds, names }: WindowOptions) {
  const { width, height, x, y } = { ...FIRST_SIZE, x: undefined, y: undefined, ...bounds };
  return {
    title,
    width,
    height,
    ...(x === undefined || y === undefined ? {} : { x, y }),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14161a' : '#ffffff',
    webPreferences: {
      ...WEB_PREFERENCES,
      preload,
      additionalArguments: [NAMES_ARGUMENT + JSON.stringify(names)],
    },
  };
}

/** Asked or checked: both are no. */
function refusePermissions(): void {
  const granted = (name: string) => PERMISSIONS_GRANTED.includes(name);
  session.defaultSession.setPermissionRequestHandler((_contents, name, reply) => reply(granted(name)));
  session.defaultSession.setPermissionCheckHandler((_contents, name) => granted(name));
  session.defaultSession.setDevicePermissionHandler(() => false);
  session.defaultSession.on('will-download', (event) => event.preventDefault());
}

/** The page neither leaves nor opens anything. */
function keepInside({ webContents }: BrowserWindow): void {
  const stay = (event: { url: string; preventDefault: () => void }) => {
    if (!isDocument(event.url, ORIGINS.electron)) event.preventDefault();
  };
  webContents.on('will-navigate', stay);
  webContents.on('will-redirect', stay);
  webContents.on('will-frame-navigate', stay);
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function listen(window: BrowserWindow, { answer, moved }: WindowOptions): void {
  ipcMain.handle(CHANNEL, (event, name: string, text: string) => {
    const frame = event.senderFrame;
    const mainFrame = frame !== null && frame === window.webContents.mainFrame;
    return answer({ mainFrame, origin: frame?.origin ?? '' }, name, text);
  });
  window.on('closed', () => ipcMain.removeHandler(CHANNEL));
  const look = () => {
    const bounds: Bounds = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    if (!window.isMinimized()) moved(bounds);
  };
  window.on('resized', look);
  window.on('moved', look);
  window.on('close', look);
}

function shellWindow(window: BrowserWindow): ShellWindow {
  const closed = new Promise<void>((resolve) => window.once('closed', () => resolve()));
  return {
    send: (event, value) => {
      if (!window.isDestroyed()) window.webContents.send(CHANNEL, event, value);
    },
    copy: async (text) => {
      clipboard.writeText(text);
      return true;
    },
    theme: (theme: Preferences['theme']) => {
      nativeTheme.themeSource = theme;
    },
    focus: () => {
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    close: async () => {
      if (!window.isDestroyed()) window.close();
      await closed;
    },
    closed,
  };
}
