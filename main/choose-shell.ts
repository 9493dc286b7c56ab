// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Electron's program, or undefined where its binary was never downloaded. Reads files only: `import 'electron'` would try the network. */
export function electronPath(root: string, env: NodeJS.ProcessEnv): string | undefined {
  const package_ = join(root, 'node_modules', 'electron');
  const name = readLine(join(package_, 'path.txt'));
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return existing(join(override, name ?? 'electron'));
  return name === undefined ? undefined : existing(join(package_, 'dist', name));
}

const existing = (path: string): string | undefined => (existsSync(path) ? path : undefined);

function readLine(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** What to start for the app: Electron where its binary is, else Node with the Chromium shell. `root`: the folder that holds dist/. */
export function shellArgv(root: string, env: NodeJS.ProcessEnv): string[] {
  const electron = electronPath(root, env);
  return electron === undefined
    ? [process.execPath, join(root, 'dist', 'main', 'chromium-main.mjs')]
    : [electron, join(root, 'dist', 'main', 'main.mjs')];
}
