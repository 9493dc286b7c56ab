// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Every path that the app's own process uses. All absolute. */
export interface Places {
  lanyard: string;
  renderer: string;
  chromiumPreload: string;
  electronPreload: string;
  preferences: string;
  /** Browser profile, by shell; one per lab, so that a lab's window and the real one can stand side by side. */
  profiles: Record<'chromium' | 'electron', string>;
}

/** `bundle`: the folder of the running bundle, `dist/main`. `program`: the helper, where it is not beside it. */
export function placesFrom(
  bundle: string,
  env: NodeJS.ProcessEnv,
  lab: string | undefined,
  program?: string,
): Places {
  const dist = join(bundle, '..');
  const xdg = (name: string, otherwise: string) => env[name] || join(env.HOME || homedir(), otherwise);
  const state = join(xdg('XDG_STATE_HOME', '.local/state'), 'lanyard');
  const profile = (shell: string) => join(state, lab === undefined ? shell : `${shell}-lab-${lab}`);
  return {
    lanyard: program ?? join(dist, 'lanyard'),
    renderer: join(dist, 'renderer'),
    chromiumPreload: join(bundle, 'chromium-preload.js'),
    electronPreload: join(bundle, 'electron-preload.cjs'),
    preferences: join(xdg('XDG_CONFIG_HOME', '.config'), 'lanyard', 'preferences.json'),
    profiles: { chromium: profile('chromium'), electron: profile('electron') },
  };
}
