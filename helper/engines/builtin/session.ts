// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { ok, type Result } from '../../../model/result.ts';
import { expectTool, startTool, toolPath } from '../../command.ts';
import { prepareExec } from './exec.ts';

export interface Listener {
  onText: (text: string) => void;
  onEnd: (exitCode: number) => void;
}

export interface Session {
  write: (text: string) => void;
  resize: (columns: number, rows: number) => Promise<void>;
  close: () => void;
}

const HANGUP_EXIT = 129;

/**
 * A program in a container on a terminal of its own. script(1) makes the terminal, and the runtime's exec takes it:
 * the one line that a shell reads holds paths and numbers of ours only, the argv goes by file.
 * Faults: as prepareExec.
 */
export async function openSession(
  id: string,
  argv: readonly string[],
  columns: number,
  rows: number,
  { onText, onEnd }: Listener,
): Promise<Result<Session>> {
  const prepared = await prepareExec(id, { argv }, true, { columns, rows });
  if (!prepared.ok) return prepared;
  const { runtime, clear, pid } = prepared.value;
  const words = ['exec', toolPath(runtime) ?? runtime, ...prepared.value.argv].map(quoted);
  const line = `stty rows ${Math.trunc(rows)} cols ${Math.trunc(columns)}; ${words.join(' ')}`;
  const started = startTool('script', ['--quiet', '--return', '--flush', '--command', line, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C', SHELL: '/bin/sh' },
  });
  if (!started.ok) {
    clear();
    return started;
  }
  return ok(sessionOn(started.value, { onText, onEnd }, clear, pid));
}

/** A word of ours for sh(1). */
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

function sessionOn(
  script: ChildProcess,
  { onText, onEnd }: Listener,
  clear: () => void,
  pid: () => number | undefined,
): Session {
  const decoder = new StringDecoder('utf8');
  const tell = (text: string) => {
    if (text !== '') onText(text);
  };
  script.stdout?.on('data', (chunk: Buffer) => tell(decoder.write(chunk)));
  script.stdin?.on('error', () => {
    // It has ended: onEnd tells.
  });
  let over = false;
  const end = (exitCode: number) => {
    if (over) return;
    over = true;
    clear();
    tell(decoder.end());
    onEnd(exitCode);
  };
  script.once('error', () => end(HANGUP_EXIT));
  script.once('close', (code) => end(code ?? HANGUP_EXIT));
  return {
    write: (text) => {
      script.stdin?.write(text);
    },
    resize: async (columns, rows) => {
      // runc passes the size of its own terminal on, and crun does not: the program's is set as well.
      const program = pid();
      const outer = script.pid === undefined ? undefined : terminalOf(script.pid);
      for (const terminal of [outer, program && `/proc/${program}/fd/0`]) {
        if (!terminal) continue;
        await expectTool('stty', ['-F', terminal, 'rows', String(rows), 'cols', String(columns)]);
      }
    },
    close: () => {
      clear();
      script.kill('SIGTERM');
    },
  };
}

/** The terminal that script's child, now the runtime, reads from. */
function terminalOf(script: number): string | undefined {
  try {
    const [child] = readFileSync(`/proc/${script}/task/${script}/children`, 'utf8').trim().split(' ');
    const terminal = readlinkSync(`/proc/${child}/fd/0`);
    return terminal.startsWith('/dev/pts/') ? terminal : undefined;
  } catch {
    return undefined;
  }
}
