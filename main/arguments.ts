// SPDX-License-Identifier: Apache-2.0
import { fault } from '../model/fault.ts';
import { failed, ok, type Result } from '../model/result.ts';

export interface Arguments {
  /** Open the app on the practice lab of this name; undefined: on this machine. */
  lab: string | undefined;
  headless: boolean;
  /** Says on standard output when the window is there, and where LANYARD_TEST_PORT is set gives Playwright a port. */
  test: boolean;
  /** In a test the browser's profile is a new one, taken away at the end, unless this is given. */
  keepProfile: boolean;
}

export const LAB = 'practice';
/** Tests may put another program in the helper's place; nothing else can. */
export const testProgram = ({ test }: Arguments, env: NodeJS.ProcessEnv): string | undefined =>
  test ? env.LANYARD_PROGRAM || undefined : undefined;

const LAB_NAME = /^[a-z0-9][a-z0-9-]{0,30}$/;

/** `[--lab [NAME]] [--headless] [--test [--keep-profile]]`. Faults: usage-flag-unknown, usage-flag-value. */
export function argumentsFrom(argv: readonly string[]): Result<Arguments> {
  const chosen: Arguments = { lab: undefined, headless: false, test: false, keepProfile: false };
  for (let at = 0; at < argv.length; at += 1) {
    const [flag = '', inline] = (argv[at] ?? '').split('=', 2);
    if (flag === '--headless') chosen.headless = true;
    else if (flag === '--test') chosen.test = true;
    else if (flag === '--keep-profile') chosen.keepProfile = true;
    else if (flag === '--lab') {
      const next = argv[at + 1];
      const takesNext = inline === undefined && next !== undefined && !next.startsWith('--');
      if (takesNext) at += 1;
      chosen.lab = inline ?? (takesNext ? next : LAB);
    } else return failed(fault('usage-flag-unknown', { flag, command: 'lanyard' }));
  }
  if (chosen.lab !== undefined && !LAB_NAME.test(chosen.lab))
    return failed(fault('usage-flag-value', { flag: '--lab', value: chosen.lab, wants: LAB_NAME.source }));
  return ok(chosen);
}
