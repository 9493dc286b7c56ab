// SPDX-License-Identifier: Apache-2.0
import { type Fault, fault } from '../fault.ts';
import { type Finding, finding } from '../finding.ts';
import { OWN_COMMANDS } from '../grammar/commands/own.ts';
import { COMMANDS, type Invocation, isCommand } from '../grammar/commands.ts';
import { parseCommand } from '../grammar/parse.ts';
import { failed, type Result } from '../result.ts';
import { wordsOfFlag } from './docker-flags.ts';

/** A command as the grammar reads it. `left`: its flags that only Docker carries out, taken away one by one. */
export interface Reading {
  read: Result<Invocation>;
  left: Finding[];
}

/** Reads words after `docker` with Lanyard's own grammar; what that has no flag for, and Docker has, is left out and said. */
export function readCommand(program: string, words: readonly string[]): Reading {
  const left: Finding[] = [];
  let argv = [...words];
  for (;;) {
    const read = parseDocker(program, argv);
    if (read.ok || read.fault.code !== 'usage-flag-unknown') return { read, left };
    const { flag: word, command } = read.fault.facts;
    const at = argv.indexOf(String(word));
    const count = wordsOfFlag(String(command), String(word));
    if (at < 0 || count === undefined) return { read, left };
    const flag = argv.slice(at, at + count).join(' ');
    left.push(finding('text-flag-left-out', { flag, command: String(command) }));
    argv = [...argv.slice(0, at), ...argv.slice(at + count)];
  }
}

/** Words that mean one thing to Docker and another to Lanyard. */
const DOCKERS: Readonly<Record<string, readonly string[]>> = { import: ['image', 'import'] };

function parseDocker(program: string, argv: readonly string[]): Result<Invocation> {
  if (program === 'lanyard') return parseCommand(argv);
  const [first = '', ...rest] = argv;
  const read = parseCommand([...(DOCKERS[first] ?? [first]), ...rest]);
  if (!read.ok || !isOwn(read.value.command)) return read;
  return failed(unknown(first));
}

const isOwn = (command: string): boolean =>
  Object.hasOwn(OWN_COMMANDS, command) && command !== 'version' && command !== 'help';

const unknown = (command: string): Fault =>
  fault('usage-command', { command, known: Object.keys(COMMANDS).filter((name) => !isOwn(name)) });

/** Docker's commands that Lanyard has not: enough to tell a command from a sentence that begins with “docker”. */
const OTHER_COMMANDS = [
  ...[
    'attach',
    'build',
    'builder',
    'buildx',
    'commit',
    'compose',
    'config',
    'context',
    'cp',
    'diff',
    'events',
  ],
  ...['export', 'history', 'info', 'load', 'login', 'logout', 'manifest', 'node', 'pause', 'plugin', 'push'],
  ...['rename', 'save', 'search', 'secret', 'service', 'stack', 'stats', 'swarm', 'system', 'tag', 'top'],
  ...['trust', 'unpause', 'update', 'volume', 'wait'],
];

/** Whether the words name a command of Docker's, known here or not. */
export function namesCommand(argv: readonly string[]): boolean {
  const [first = ''] = argv;
  return OTHER_COMMANDS.includes(first) || isCommand(first) || parseCommand(argv).ok;
}
