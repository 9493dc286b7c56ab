// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../finding.ts';
import type { ArgumentsOf, Command } from './command.ts';
import { CONTAINER_COMMANDS, IMAGE_COMMANDS } from './commands/container.ts';
import { NETWORK_COMMANDS } from './commands/network.ts';
import { OWN_COMMANDS } from './commands/own.ts';
import { bool, choice, string, type ValuesOf } from './flag.ts';

/** Every command there is, by its full words. */
export const COMMANDS = {
  ...NETWORK_COMMANDS,
  ...CONTAINER_COMMANDS,
  ...IMAGE_COMMANDS,
  ...OWN_COMMANDS,
} as const;

/** Known to every command, before its words or after them. `lab`: run inside the practice lab of that name. */
export const GLOBAL_FLAGS = { lab: string(), engine: choice('builtin', 'docker'), help: bool() } as const;

const onContainers = [
  'run',
  'create',
  'exec',
  'start',
  'stop',
  'restart',
  'rm',
  'kill',
  'logs',
  'port',
] as const;

/** Other words for the same command. */
export const ALIASES: Readonly<Record<string, CommandName>> = {
  'network list': 'network ls',
  'network remove': 'network rm',
  ...Object.fromEntries(onContainers.map((name) => [`container ${name}`, name])),
  'container ls': 'ps',
  'container list': 'ps',
  'container ps': 'ps',
  'container remove': 'rm',
  images: 'image ls',
  'image list': 'image ls',
  'image remove': 'image rm',
  pull: 'image pull',
  rmi: 'image rm',
  'nic list': 'nic ls',
};

/** Words that only open a command of two words. */
export const GROUPS = ['network', 'container', 'image', 'nic', 'lease', 'lab'] as const;

export type CommandName = keyof typeof COMMANDS;

/** One command line, read. `flags` by long name; `notes`: flags that were given and change nothing. */
export type InvocationOf<Name extends CommandName> = Name extends CommandName
  ? {
      command: Name;
      flags: ValuesOf<(typeof COMMANDS)[Name]['flags']>;
      args: ArgumentsOf<(typeof COMMANDS)[Name]['takes']>;
      global: ValuesOf<typeof GLOBAL_FLAGS>;
      notes: Finding[];
    }
  : never;
export type Invocation = InvocationOf<CommandName>;

export const isCommand = (words: string): words is CommandName => Object.hasOwn(COMMANDS, words);

export const commandAt = (name: CommandName): Command => COMMANDS[name];
