// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';

/**
 * Runs a program in a process group of its own, and kills what is left of the group at its end, or after `seconds`.
 * @param {string[]} argv
 * @param {{cwd: string, seconds: number, env?: NodeJS.ProcessEnv}} options
 * @returns {Promise<{exit: number | undefined, output: string}>} `exit` undefined: killed, or never started
 */
export function run([program = '', ...argv], { cwd, seconds, env = {} }) {
  const child = spawn(program, argv, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  /** @param {string | Buffer} chunk */
  const keep = (chunk) => {
    output += chunk;
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  const kill = () => killGroup(child.pid);
  const timer = setTimeout(kill, seconds * 1000);
  process.once('exit', kill);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ exit: undefined, output: String(error) }));
    child.once('exit', kill);
    child.once('close', (code) => resolve({ exit: code ?? undefined, output }));
  }).finally(() => {
    clearTimeout(timer);
    process.off('exit', kill);
  });
}

/** @param {number | undefined} group */
function killGroup(group) {
  try {
    if (group !== undefined) process.kill(-group, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}
