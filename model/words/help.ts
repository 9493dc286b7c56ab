// SPDX-License-Identifier: Apache-2.0
import { COMMANDS, type CommandName, commandAt } from '../grammar/commands.ts';
import { flagLines, usageLine } from '../grammar/usage.ts';
import { COMMAND_WORDS as EN } from './en/commands.ts';
import type { Language } from './languages.ts';
import { COMMAND_WORDS as ZH } from './zh/commands.ts';

const WORDS: Readonly<Record<Language, Readonly<Record<CommandName, string>>>> = { en: EN, zh: ZH };

/** What a command does. */
export const sayCommand = (language: Language, name: CommandName): string => WORDS[language][name];

/** Help on one command, on all of a group, or on everything: `topic` is the words that were asked about. No final newline. */
export function helpText(language: Language, topic: readonly string[]): string {
  const asked = topic.join(' ');
  const shown = (Object.keys(COMMANDS) as CommandName[]).filter((name) => !commandAt(name).hidden);
  const only = shown.find((name) => name === asked);
  if (only !== undefined)
    return [usageLine(only), '', WORDS[language][only], '', ...flagLines(only)].join('\n').trimEnd();
  const within = shown.filter((name) => name.startsWith(`${asked} `));
  const listed = within.length > 0 ? within : shown;
  const width = Math.max(...listed.map((name) => name.length)) + 3;
  return listed.map((name) => `  ${name.padEnd(width)}${WORDS[language][name]}`).join('\n');
}
