// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Case } from './case.ts';
import { failsWith, readTold, type Told } from './verdicts.ts';

/** Not bundled: it finds its own folder by where it lies. */
const guestOf = (root: string): Promise<typeof import('../full-kernel/guest.mjs')> =>
  import(pathToFileURL(join(root, 'e2e', 'full-kernel', 'guest.mjs')).href);

/** Why cases that need another kernel cannot be played here at all; undefined: they can. */
export const whyNoGuest = async (root: string): Promise<string | undefined> =>
  (await guestOf(root)).whyNoGuest();

/** Seconds for all of a guest's cases: the machine may be busy. */
const LIMIT = 1800;

export interface GuestWish {
  root: string;
  /** The program that is tested. */
  program: string;
  /** Guests side by side; a guest has one processor. */
  guests: number;
  tell: (told: Told) => void;
}

/**
 * Plays cases in User-Mode Linux, and tells of each as soon as it is known. The guests take from one heap: a case is
 * the guest's that makes its folder first. A case that no guest told of fails.
 */
export async function playInGuests(cases: readonly Case[], wish: GuestWish): Promise<void> {
  const folder = join(wish.root, 'out', 'golden', `guests-${process.pid}`);
  mkdirSync(join(folder, 'claims'), { recursive: true });
  try {
    const untold = new Map(cases.map((one) => [one.id, one]));
    const hear = (told: Told) => untold.delete(told.id) && wish.tell(told);
    writeFileSync(join(folder, 'cases.json'), JSON.stringify(heaviestFirst(cases)));
    copyFileSync(wish.program, join(folder, 'lanyard'));
    copyFileSync(process.argv[1] ?? '', join(folder, 'run.mjs'));
    const { runInGuest } = await guestOf(wish.root);
    const ends = await Promise.all(
      Array.from({ length: Math.min(wish.guests, cases.length) }, async (_, at) => {
        const report = join(folder, `report-${at}`);
        writeFileSync(report, '');
        const stop = follow(report, hear);
        const console = join(wish.root, 'out', 'golden', `guest-${at}.log`);
        const ran = await runInGuest(guestWords(wish.root, folder, report), { seconds: LIMIT, console });
        stop();
        return ran;
      }),
    );
    const ended = ends.map(({ exit, output }) => `exit ${exit ?? 'none'}: ${output.slice(-600)}`);
    for (const one of untold.values()) wish.tell(failsWith(one, 'no guest came to it', ...ended));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const guestWords = (root: string, folder: string, report: string): string[] => [
  ...['/usr/bin/env', `LANYARD_GOLDEN_ROOT=${root}`, 'PATH=/usr/sbin:/usr/bin:/sbin:/bin'],
  ...[process.execPath, join(folder, 'run.mjs'), '--cases', join(folder, 'cases.json')],
  ...['--program', join(folder, 'lanyard'), '--claims', join(folder, 'claims')],
  ...['--report', report, '--guests', '0', '--jobs', '1'],
];

/** So that no guest is left with a long one at the end. */
const heaviestFirst = (cases: readonly Case[]): Case[] =>
  [...cases].sort((a, b) => b.steps.length - a.steps.length);

/** Hears every line of a growing file once; returns what ends that, after a last look. */
function follow(path: string, hear: (told: Told) => void): () => void {
  let heard = 0;
  const look = () => {
    const told = existsSync(path) ? readTold(readFileSync(path, 'utf8')) : [];
    for (const one of told.slice(heard)) hear(one);
    heard = told.length;
  };
  const watcher = watch(path, look);
  return () => {
    watcher.close();
    look();
  };
}
