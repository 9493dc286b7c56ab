// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import type { Finished } from '../../helper/command.ts';

/** What a shell there prints after a command: exit status, bytes of standard output and of standard error, and then both. */
const HEAD = /^(\d+) (\d+) (\d+)\n/;

const asked = (line: string): string =>
  [
    `{ ${line}\n} </dev/null >/run/said.out 2>/run/said.err`,
    `echo "$? $(stat -c %s /run/said.out) $(stat -c %s /run/said.err)"`,
    'cat /run/said.out /run/said.err\n',
  ].join('; ');

/**
 * A shell in a place of a guest's lab that stays: to start one there costs a second, a command 0.1 s. `argv`: of the pipe to it.
 * One command at a time; who asks meanwhile waits.
 */
export class GuestShell {
  readonly #shell: ChildProcess;
  readonly #ended: Promise<never>;
  #queue: Promise<unknown> = Promise.resolve();

  constructor([program = '', ...argv]: readonly string[], place: string) {
    this.#shell = spawn(program, argv, { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    this.#shell.stderr?.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    this.#ended = new Promise((_, reject) => {
      this.#shell.once('error', reject);
      this.#shell.once('close', () => reject(new Error(`the shell at ${place} has ended: ${said}`)));
    });
    // Whoever asks is told.
    this.#ended.catch(() => undefined);
    // EPIPE: it has ended.
    this.#shell.stdin?.on('error', () => undefined);
    this.#shell.stdin?.write(`${place}\n`);
  }

  /** Runs a line of shell. */
  run(line: string): Promise<Finished> {
    const turn = this.#queue.then(() => Promise.race([this.#ask(line), this.#ended]));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  close(): Promise<unknown> {
    this.#shell.stdin?.end();
    return this.#ended.catch(() => undefined);
  }

  #ask(line: string): Promise<Finished> {
    const output = this.#shell.stdout;
    return new Promise((resolve) => {
      let got = Buffer.alloc(0);
      const hear = (chunk: Buffer): void => {
        got = Buffer.concat([got, chunk]);
        const [head, exit, out, err] = HEAD.exec(got.toString('latin1')) ?? [];
        if (head === undefined) return;
        const parted = head.length + Number(out);
        const end = parted + Number(err);
        if (got.length < end) return;
        output?.off('data', hear);
        const stdout = got.subarray(head.length, parted).toString();
        resolve({ exit: Number(exit), stdout, stderr: got.subarray(parted, end).toString() });
      };
      output?.on('data', hear);
      this.#shell.stdin?.write(asked(line));
    });
  }
}
