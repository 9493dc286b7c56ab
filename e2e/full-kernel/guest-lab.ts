// SPDX-License-Identifier: Apache-2.0
import { chmodSync, existsSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finished } from '../../helper/command.ts';
import { type LabHost, listInventory } from '../../helper/testing/lab-host.ts';
import { ROOT } from '../shells.ts';
import { GuestShell } from './guest-shell.ts';
import { bootOnTap } from './tap.mjs';

/** TCP ports of lab-host.sh. */
const PORTS = { serve: 7001, shell: 7002 } as const;
const NAME = 'guest';
const PROGRAM = join(ROOT, 'dist/lanyard');

/** A practice lab on a kernel that has all that Lanyard can make: in a guest of its own. */
export interface GuestLab extends Pick<LabHost, 'name' | 'run' | 'lanyard' | 'inventory'> {
  /** The app's helper: a program that is a pipe to `lanyard serve` on the lab's host, whatever its arguments. */
  program: string;
  /** Runs a line of shell in a place of the lab. */
  at: (place: string, line: string) => Promise<Finished>;
  [Symbol.asyncDispose]: () => Promise<void>;
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
const lineOf = (argv: readonly string[]): string => argv.map(quoted).join(' ');

/**
 * Boots a guest and builds the lab in it: about 7 s. It ends when it is disposed of, when this process ends, however
 * that may be, and after 10 minutes.
 */
export async function bootGuestLab(): Promise<GuestLab> {
  const guest = bootOnTap(['/bin/sh', join(import.meta.dirname, 'lab-host.sh'), PROGRAM, NAME], {
    seconds: 600,
  });
  const shells = new Map<string, GuestShell>();
  const end = async (): Promise<void> => {
    const closing = [...shells.values()].map((shell) => shell.close());
    guest.kill();
    await Promise.all([guest.ended, ...closing]);
    rmSync(guest.folder, { recursive: true, force: true });
  };
  try {
    await isThere(join(guest.folder, 'ready'), guest);
  } catch (error) {
    await end();
    throw error;
  }
  const program = join(guest.folder, 'lanyard');
  writeFileSync(program, `#!/bin/sh\nexec ${lineOf(guest.pipeTo(PORTS.serve))}\n`);
  chmodSync(program, 0o755);

  const at = (place: string, line: string): Promise<Finished> => {
    const shell = shells.get(place) ?? new GuestShell(guest.pipeTo(PORTS.shell), place);
    shells.set(place, shell);
    return shell.run(line);
  };
  const run = (argv: readonly string[]): Promise<Finished> => at('host', lineOf(argv));
  return {
    name: NAME,
    program,
    at,
    run,
    lanyard: (...words) => run([process.execPath, PROGRAM, ...words]),
    inventory: () => listInventory(run),
    [Symbol.asyncDispose]: end,
  };
}

/** Waits for a file that the guest makes; it throws what the guest printed when that ends before. */
function isThere(path: string, guest: { folder: string; ended: Promise<void> }): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (!existsSync(path)) return;
      watching.close();
      resolve();
    };
    const watching = watch(guest.folder, look);
    look();
    void guest.ended.then(() => {
      watching.close();
      const said = ['console', 'output'].map((name) => textOf(join(guest.folder, name)));
      reject(new Error(`the guest ended before its lab was there, and said: ${said.join('\n')}`));
    }, reject);
  });
}

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
