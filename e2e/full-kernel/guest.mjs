#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(dirname(HERE));
const OUT = join(ROOT, 'out');
const KERNEL = '/usr/bin/linux.uml';

/** The kernel is several processes, and KILL of the first leaves some: so they have a namespace that dies with it. */
const IN_PID_NAMESPACE = process.getuid?.() === 0 ? ['unshare', '--pid', '--fork', '--kill-child=KILL'] : [];

/** Where the last guest's console, and then what the command printed, is kept. */
export const CONSOLE = join(OUT, 'uml.log');

let booted = 0;

/** Why no guest can be booted here, or undefined. */
export function whyNoGuest() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'User-Mode Linux is for Linux on x86-64 only';
  if (!existsSync(KERNEL)) return `${KERNEL} is not there (Debian: user-mode-linux)`;
  return undefined;
}

/**
 * Boots a guest, runs one command in it as root, and waits for its end.
 * The guest sees the machine's files, its writes outside out/ are its own and go with it. It is killed when it
 * outlives `seconds`, and when this process ends, however that may be.
 * @param {string[]} argv the program by its absolute path, and its arguments
 * @param {{seconds?: number, memory?: string, console?: string}} [options]
 * @returns {Promise<{exit: number | undefined, output: string, ms: number}>} `exit` undefined: it never came to an end
 */
export async function runInGuest(argv, { seconds = 480, memory = '2G', console: log = CONSOLE } = {}) {
  booted += 1;
  const folder = join(OUT, `uml-${process.pid}-${booted}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'run.sh'),
    `cd ${quoted(ROOT)}\nexec env CI="$CI" ${argv.map(quoted).join(' ')}\n`,
  );
  const started = performance.now();
  try {
    await boot(folder, memory, seconds, log);
    const output = textOf(join(folder, 'output'));
    appendFileSync(log, output);
    const exit = textOf(join(folder, 'exit'));
    return { exit: exit === '' ? undefined : Number(exit), output, ms: performance.now() - started };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} word */
const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;

/** @param {string} path */
const textOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/**
 * @param {string} folder
 * @param {string} memory
 * @param {number} seconds
 * @param {string} log
 */
function boot(folder, memory, seconds, log) {
  const console = openSync(log, 'w');
  const guest = spawn(
    'setpriv',
    [
      '--pdeathsig=KILL',
      ...IN_PID_NAMESPACE,
      KERNEL,
      `mem=${memory}`,
      ...['root=/dev/root', 'rootfstype=hostfs', 'rootflags=/', 'rw', 'quiet', 'random.trust_cpu=on'],
      `init=${join(HERE, 'init.sh')}`,
      ...['con=null', 'con0=null,fd:1', `uml_dir=${folder}/`],
      `LANYARD_GUEST=${folder}`,
      `LANYARD_SHARED=${OUT}`,
      `CI=${process.env.CI ?? ''}`,
    ],
    { stdio: ['ignore', console, console], detached: true },
  );
  closeSync(console);
  const kill = () => {
    try {
      if (guest.pid !== undefined) process.kill(-guest.pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  };
  const leave = () => {
    kill();
    process.exit(130);
  };
  const timer = setTimeout(kill, seconds * 1000);
  process.once('exit', kill).once('SIGINT', leave).once('SIGTERM', leave);
  return new Promise((resolve, reject) => {
    guest.once('error', reject);
    guest.once('exit', resolve);
  }).finally(() => {
    clearTimeout(timer);
    kill();
    process.off('exit', kill).off('SIGINT', leave).off('SIGTERM', leave);
  });
}

/** By hand: `node e2e/full-kernel/guest.mjs [path or vitest flag…]`, or `… -- /abs/program argument…`. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2);
  const vitest = [process.execPath, join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'full'];
  const argv = words[0] === '--' ? words.slice(1) : [...vitest, ...words];
  const { exit, output } = await runInGuest(argv);
  process.stdout.write(output || textOf(CONSOLE));
  process.exitCode = exit ?? 1;
}
