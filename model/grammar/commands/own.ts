// SPDX-License-Identifier: Apache-2.0
import { TARGETS } from '../../text-out/exported.ts';
import { command, runner } from '../command.ts';
import { bool, choice, int, list, string, stringOr } from '../flag.ts';

/** The practice lab that is meant when no name is given. */
export const LAB_NAME = 'lab';

const lab = { name: stringOr(LAB_NAME) } as const;

/** Commands that Docker has not. */
export const OWN_COMMANDS = {
  'nic ls': command({}, { all: bool('a'), quiet: bool('q'), format: string() }),
  'nic inspect': command({ nic: 'some' }, { format: string('f') }),
  'nic scan': command({ nic: 'one' }, { subnet: string(), format: string() }),
  'lease ls': command({}, { format: string() }),
  reach: command({ container: 'maybe' }, { seconds: int(), format: string() }),
  history: command({}, { last: int('n'), format: string() }),
  /** Without an entry: the last one. */
  undo: command({ entry: 'maybe' }, { 'dry-run': bool() }),
  restore: command({}, { 'dry-run': bool() }),
  /** Any text with docker commands or a Compose file in it; `-` is standard input. Docker's own is `image import` here. */
  import: command({ file: 'one' }, { format: choice('json'), apply: bool(), only: list() }),
  export: command({ name: 'any' }, { all: bool('a'), as: choice(...TARGETS), format: choice('json') }),
  serve: command({}, {}),
  'lab up': command({}, lab),
  'lab down': command({}, lab),
  'lab exec': runner({ place: 'one', command: 'some' }, lab),
  version: command({}, { format: string('f') }),
  help: command({ topic: 'any' }, {}),
} as const;
