// SPDX-License-Identifier: Apache-2.0
import { createInterface } from 'node:readline';
import type { Fault } from '../../model/fault.ts';
import { startTool, type Tool } from '../command.ts';

/** Milliseconds until an ended tool is started again: doubled each time, from the first when it had lived long. */
const BACKOFF = { first: 50, most: 5000, livedLong: 10_000 };

export interface KeptToolOptions {
  tool: Tool;
  argv: readonly string[];
  onLine: (line: string) => void;
  /** A line of standard error: `ip monitor` says there that it lost events (ENOBUFS). */
  onError?: (line: string) => void;
  /** After every start but the first. */
  onAgain?: () => void;
  /** The tool cannot be started at all; it is not tried again. */
  onFault?: (fault: Fault) => void;
}

export interface KeptTool {
  stop: () => void;
}

/** Starts a tool that should never end, and again whenever it does. */
export function keepTool(options: KeptToolOptions): KeptTool {
  let stopped = false;
  let wait = BACKOFF.first;
  let child: ReturnType<typeof start>;
  let timer: NodeJS.Timeout | undefined;

  const ended = (began: number) => {
    if (stopped) return;
    if (Date.now() - began > BACKOFF.livedLong) wait = BACKOFF.first;
    timer = setTimeout(() => {
      run();
      options.onAgain?.();
    }, wait);
    wait = Math.min(wait * 2, BACKOFF.most);
  };
  const run = () => {
    const began = Date.now();
    child = start(options, () => ended(began));
  };
  run();

  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      child?.kill('SIGTERM');
    },
  };
}

function start({ tool, argv, onLine, onError, onFault }: KeptToolOptions, ended: () => void) {
  const started = startTool(tool, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
  if (!started.ok) {
    onFault?.(started.fault);
    return undefined;
  }
  const child = started.value;
  if (child.stdout) createInterface({ input: child.stdout }).on('line', onLine);
  if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => onError?.(line));
  let over = false;
  const once = () => {
    if (!over) ended();
    over = true;
  };
  child.on('error', once);
  child.on('exit', once);
  return child;
}
