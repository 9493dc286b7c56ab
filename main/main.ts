// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { argumentsFrom, testProgram } from './arguments.ts';
import { electronShell, registerScheme } from './electron.ts';
import { placesFrom } from './places.ts';
import { ORIGINS } from './policy.ts';
import { complain, start } from './start.ts';

/** Roles bring their own words, keys and behaviour, in the desktop's language. */
const MENU: MenuItemConstructorOptions[] = [
  { role: 'fileMenu' },
  { role: 'editMenu' },
  {
    role: 'viewMenu',
    submenu: [
      { role: 'reload' },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  },
  { role: 'windowMenu' },
];

async function main(): Promise<number> {
  const parsed = argumentsFrom(process.argv.slice(app.isPackaged ? 1 : 2));
  if (!parsed.ok) {
    complain(parsed.fault);
    return 2;
  }
  const chosen = parsed.value;
  if (chosen.headless) app.commandLine.appendSwitch('headless');
  // Packaged, the helper lies outside the archive: pkexec runs real files only.
  const packaged = app.isPackaged ? join(process.resourcesPath, 'lanyard') : undefined;
  const program = testProgram(chosen, process.env) ?? packaged;
  const places = placesFrom(import.meta.dirname, process.env, chosen.lab, program);
  app.setPath(
    'userData',
    chosen.test ? mkdtempSync(join(tmpdir(), 'lanyard-electron-')) : places.profiles.electron,
  );
  if (!app.requestSingleInstanceLock()) return 0;
  await app.whenReady();
  Menu.setApplicationMenu(Menu.buildFromTemplate(MENU));
  const open = electronShell(places.electronPreload);
  const started = await start(chosen, places, { shell: 'electron', origin: ORIGINS.electron, open });
  if (!started.ok) {
    complain(started.fault);
    return 1;
  }
  const { app: opened, quit } = started.value;
  app.on('second-instance', () => opened.window.focus());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void quit());
  await opened.window.closed;
  await quit();
  return 0;
}

registerScheme();
app.enableSandbox();
// Quitting waits for the helper and the lab: main() ends the app itself.
app.on('window-all-closed', () => undefined);
void main().then((status) => app.exit(status));
