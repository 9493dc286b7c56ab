// SPDX-License-Identifier: Apache-2.0
import { command, hidden, runner } from '../command.ts';
import { also, bool, choice, idle, int, list, string, stringOr, strings } from '../flag.ts';

const dry = { 'dry-run': bool() } as const;

/** What `run` and `create` share. */
const made = {
  interactive: bool('i'),
  tty: bool('t'),
  rm: bool(),
  name: string(),
  network: also(list(), 'net'),
  ip: string(),
  ip6: string(),
  'mac-address': string(),
  'network-alias': also(list(), 'net-alias'),
  env: list('e'),
  'env-file': list(),
  hostname: string('h'),
  dns: list(),
  'dns-search': list(),
  'dns-option': also(list(), 'dns-opt'),
  'add-host': list(),
  workdir: string('w'),
  user: string('u'),
  label: list('l'),
  entrypoint: string(),
  pull: choice('always', 'missing', 'never'),
  restart: string(),
  publish: idle(list('p')),
  'publish-all': idle(bool('P')),
  expose: idle(list()),
  ...dry,
} as const;

/** Docker 28.5's commands on containers, as far as they are carried out here; `ps --reach` is ours. */
export const CONTAINER_COMMANDS = {
  run: runner({ image: 'one', command: 'any' }, { detach: bool('d'), ...made }),
  create: runner({ image: 'one', command: 'any' }, made),
  exec: runner(
    { container: 'one', command: 'some' },
    {
      detach: bool('d'),
      interactive: bool('i'),
      tty: bool('t'),
      env: list('e'),
      'env-file': list(),
      workdir: string('w'),
      user: string('u'),
    },
  ),
  ps: command(
    {},
    {
      all: bool('a'),
      quiet: bool('q'),
      filter: list('f'),
      format: string(),
      'no-trunc': bool(),
      last: int('n'),
      latest: bool('l'),
      reach: bool(),
    },
  ),
  start: command({ container: 'some' }, { attach: bool('a'), interactive: bool('i'), ...dry }),
  stop: command(
    { container: 'some' },
    { timeout: also(int('t'), 'time'), signal: idle(string('s')), ...dry },
  ),
  restart: command(
    { container: 'some' },
    { timeout: also(int('t'), 'time'), signal: idle(string('s')), ...dry },
  ),
  rm: command({ container: 'some' }, { force: bool('f'), volumes: idle(bool('v')), ...dry }),
  kill: command({ container: 'some' }, { signal: stringOr('KILL', 's'), ...dry }),
  logs: command(
    { container: 'one' },
    { follow: bool('f'), tail: stringOr('all', 'n'), timestamps: bool('t') },
  ),
  port: command({ container: 'one', port: 'maybe' }, {}),
  inspect: command({ name: 'some' }, { format: string('f'), type: choice('container', 'network', 'image') }),
  'container inspect': command({ container: 'some' }, { format: string('f') }),
  /** What the container's monitor calls when it has ended. */
  reap: hidden({ container: 'one' }, {}),
} as const;

/** Docker 28.5's commands on images, as far as they are carried out here. */
export const IMAGE_COMMANDS = {
  'image ls': command(
    { repository: 'maybe' },
    { quiet: bool('q'), filter: list('f'), format: string(), 'no-trunc': bool(), all: idle(bool('a')) },
  ),
  'image inspect': command({ image: 'some' }, { format: string('f') }),
  'image import': command(
    { file: 'one', name: 'maybe' },
    { change: idle(strings('c')), message: idle(string('m')) },
  ),
  'image rm': command({ image: 'some' }, { force: idle(bool('f')), 'no-prune': idle(bool()), ...dry }),
  'image pull': command({ image: 'one' }, { quiet: bool('q') }),
} as const;
