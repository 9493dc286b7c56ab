// SPDX-License-Identifier: Apache-2.0
import type { Count, Takes } from './command.ts';
import { type CommandName, commandAt } from './commands.ts';

const SHOWN: Readonly<Record<Count, (name: string) => string>> = {
  one: (name) => name,
  maybe: (name) => `[${name}]`,
  some: (name) => `${name} [${name}...]`,
  any: (name) => `[${name}...]`,
};

/** One line of usage in Docker's form: `lanyard network create [OPTIONS] NETWORK`. */
export function usageLine(name: CommandName): string {
  const { takes, flags } = commandAt(name);
  const places = Object.entries(takes).map(([place, count]) => shown(place, count));
  return ['lanyard', name, ...(Object.keys(flags).length > 0 ? ['[OPTIONS]'] : []), ...places].join(' ');
}

function shown(place: string, count: Count): string {
  if (place !== 'command') return SHOWN[count](place.toUpperCase());
  return count === 'some' ? 'COMMAND [ARG...]' : '[COMMAND] [ARG...]';
}

/** One line for each flag: `-d, --driver string`; an idle flag is left out. */
export function flagLines(name: CommandName): string[] {
  return Object.entries(commandAt(name).flags)
    .filter(([, flag]) => !flag.idle)
    .map(([long, flag]) => {
      const short = flag.short === undefined ? '    ' : `-${flag.short}, `;
      const kind = flag.kind === 'choice' ? flag.choices.join('|') : flag.kind === 'bool' ? '' : flag.kind;
      return `  ${short}--${long} ${kind}`.trimEnd();
    });
}

export function countWanted(takes: Takes): { least: number; most: number } {
  const counts = Object.values(takes);
  const open = counts.some((count) => count === 'some' || count === 'any');
  return {
    least: counts.filter((count) => count === 'one' || count === 'some').length,
    most: open ? Number.POSITIVE_INFINITY : counts.length,
  };
}
