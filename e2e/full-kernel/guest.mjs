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
const PID_NAMESPACE = ['--pid', '--fork', '--kill-child=KILL'];

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
export async function runInGuest(argv, { console: log = CONSOLE, ...options } = {}) {
  const started = performance.now();
  const guest = bootGuest(argv, { console: log, ...options });
  const leave = () => {
    guest.kill();
    process.exit(130);
  };
  process.once('SIGINT', leave).once('SIGTERM', leave);
  try {
    await guest.ended;
    const output = textOf(join(guest.folder, 'output'));
    appendFileSync(log, output);
    const exit = textOf(join(guest.folder, 'exit'));
    return { exit: exit === '' ? undefined : Number(exit), output, ms: performance.now() - started };
  } finally {
    process.off('SIGINT', leave).off('SIGTERM', leave);
    rmSync(guest.folder, { recursive: true, force: true });
  }
}

/**
 * @typedef {object} Guest
 * @property {number} pid of the process that its namespaces are known by
 * @property {string} folder shared with it, where it is $LANYARD_GUEST; whoever boots it takes it away
 * @property {Promise<void>} ended rejects when it could not start
 * @property {() => void} kill
 */

/**
 * Boots a guest and leaves it running. Its end is as in `runInGuest`, but for signals, which are the caller's.
 * @param {string[]} argv
 * @param {object} [options]
 * @param {number} [options.seconds]
 * @param {string} [options.memory]
 * @param {string} [options.console] file; default: `console` in the folder
 * @param {string[]} [options.namespaces] further ones that it shall have for itself, as unshare's flags; needs root
 * @param {string[]} [options.before] before the kernel's own argv, inside of them
 * @param {string[]} [options.words] for the kernel's command line
 * @returns {Guest}
 */
export function bootGuest(argv, options = {}) {
  booted += 1;
  const folder = join(OUT, `uml-${process.pid}-${booted}`);
  const { seconds = 480, console: log = join(folder, 'console') } = options;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'run.sh'),
    `cd ${quoted(ROOT)}\nexec env CI="$CI" ${argv.map(quoted).join(' ')}\n`,
  );
  const console = openSync(log, 'w');
  const guest = spawn('setpriv', ['--pdeathsig=KILL', ...kernelArgv(folder, options)], {
    stdio: ['ignore', console, console],
    detached: true,
  });
  closeSync(console);
  const kill = () => {
    try {
      if (guest.pid !== undefined) process.kill(-guest.pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  };
  const timer = setTimeout(kill, seconds * 1000);
  process.once('exit', kill);
  /** @type {Promise<void>} */
  const end = new Promise((resolve, reject) => {
    guest.once('error', reject);
    guest.once('exit', () => resolve());
  });
  const ended = end.finally(() => {
    clearTimeout(timer);
    kill();
    process.off('exit', kill);
  });
  return { pid: guest.pid ?? 0, folder, ended, kill };
}

/** @param {string} word */
const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;

/** @param {string} path */
const textOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/**
 * @param {string} folder
 * @param {{memory?: string, namespaces?: string[], before?: string[], words?: string[]}} options
 */
function kernelArgv(folder, { memory = '2G', namespaces = [], before = [], words = [] }) {
  return [
    ...(process.getuid?.() === 0 ? ['unshare', ...namespaces, ...PID_NAMESPACE] : []),
    ...before,
    KERNEL,
    `mem=${memory}`,
    ...['root=/dev/root', 'rootfstype=hostfs', 'rootflags=/', 'rw', 'quiet', 'random.trust_cpu=on'],
    `init=${join(HERE, 'init.sh')}`,
    ...['con=null', 'con0=null,fd:1', `uml_dir=${folder}/`],
    `LANYARD_GUEST=${folder}`,
    `LANYARD_SHARED=${OUT}`,
    `CI=${process.env.CI ?? ''}`,
    ...words,
  ];
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
