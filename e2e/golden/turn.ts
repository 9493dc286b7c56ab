// SPDX-License-Identifier: Apache-2.0
import { MTU_OPTION } from '../../model/grammar/network-spec.ts';
import { parseCommand } from '../../model/grammar/parse.ts';
import { overlaps, type Subnet } from '../../model/net/subnet.ts';
import type { DockerStep } from './case.ts';
import type { Asked, Play } from './play.ts';

/** A step as ours is to carry it out. */
export interface Turn {
  words: string[];
  exit: number;
  /** Recorded message whose class ours must have. */
  message: string;
  /** The links change as recorded. */
  links: boolean;
  output: boolean;
}

export type Invocation = Extract<ReturnType<typeof parseCommand>, { ok: true }>['value'];

export const understood = (words: readonly string[]): Invocation | undefined => {
  const parsed = parseCommand(words);
  return parsed.ok ? parsed.value : undefined;
};

/** What the recording's step is on ours, after all that has differed so far; undefined: there is nothing to do. */
export function turned(play: Play, step: DockerStep, words: string[]): Turn | undefined {
  const asRecorded = { words, exit: step.exit, message: step.stderr, links: true, output: true };
  const invocation = understood(words);
  switch (invocation?.command) {
    case 'network create':
      return asRecorded.exit !== 0 && isApart(play, step, askedOf(invocation))
        ? use(play, 'overlap', { ...asRecorded, exit: 0, links: false, output: false })
        : asRecorded;
    case 'network rm':
      if (invocation.args.network.some((name) => play.refused.has(name)))
        return use(play, 'early', {
          ...asRecorded,
          exit: invocation.flags.force ? 0 : 1,
          message: 'No such network',
          output: false,
        });
      return step.exit !== 0 && invocation.args.network.some((name) => play.extra.has(name))
        ? use(play, 'overlap', { ...asRecorded, exit: 0, output: false })
        : asRecorded;
    case 'run':
    case 'create':
      if (invocation.flags.network.some((name) => play.refused.has(name)))
        return use(play, 'early', { ...asRecorded, exit: 125, message: 'No such network' });
      return step.exit !== 0 && invocation.flags.network.some((name) => play.extra.has(name))
        ? use(play, 'overlap', { ...asRecorded, exit: 0, links: false, output: false })
        : asRecorded;
    case 'exec':
      return lookedUp(asRecorded, invocation.args);
    case 'start':
      return (
        restartedRun(play, step, invocation.args.container) ??
        keptStart(play, asRecorded, invocation.args.container)
      );
    case 'rm':
      return withoutPhantoms(play, asRecorded, invocation.args.container);
    default:
      return asRecorded;
  }
}

function use(play: Play, difference: 'early' | 'overlap' | 'order' | 'kept', turn: Turn): Turn {
  play.used.add(difference);
  return turn;
}

/** `nslookup` asks DNS servers alone, and Docker's daemon is one: the same name is asked for as any other program would, through the C library. */
function lookedUp(
  turn: Turn,
  { container, command }: { container: string; command: readonly string[] },
): Turn {
  const [tool, name] = command;
  if (tool !== 'nslookup' || name === undefined) return turn;
  return { ...turn, words: ['exec', container, 'ping', '-c1', '-W2', name], output: false };
}

const asksOverlap = /[Pp]ool overlaps/;

/** Difference `overlap`: refused by Docker for a network that hangs on another parent, or for its own bridge. */
function isApart(play: Play, step: DockerStep, asked: Asked): boolean {
  if (!asksOverlap.test(step.stderr) || asked.subnets.some((subnet) => subnet.endsWith('/0'))) return false;
  return ![...play.networks.values()].some(
    ({ parent, subnets }) =>
      parent === asked.parent &&
      subnets.some((one) => asked.subnets.some((other) => overlaps(one as Subnet, other as Subnet))),
  );
}

export function askedOf({ flags }: Extract<Invocation, { command: 'network create' }>): Asked {
  return {
    driver: flags.driver,
    parent: flags.opt.parent ?? '',
    subnets: flags.subnet.filter((text) => text !== ''),
    ipv6: flags.ipv6,
    mtu: MTU_OPTION in flags.opt ? Number(flags.opt[MTU_OPTION]) : undefined,
  };
}

/** Difference `early`: where the recording starts a container that a failed run left, ours runs it again, as a person would. */
function restartedRun(play: Play, step: DockerStep, names: readonly string[]): Turn | undefined {
  const [name = ''] = names;
  const run = play.phantoms.get(name);
  if (run === undefined) return undefined;
  const hopeless = run.some((word) => play.refused.has(word));
  const exit = hopeless || step.exit !== 0 ? 125 : 0;
  const message = hopeless ? 'No such network' : step.stderr;
  return use(play, 'early', { words: run, exit, message, links: !hopeless, output: false });
}

/** Difference `kept`: Docker had given the address away meanwhile. */
function keptStart(play: Play, turn: Turn, [name = '', ...others]: readonly string[]): Turn {
  const given = /Address already in use|no available IPv/.test(turn.message);
  if (turn.exit !== 0 && given && others.length === 0 && play.names.standing('ctr').includes(name)) {
    play.kept.add(name);
    play.apart = true;
    return use(play, 'kept', { ...turn, exit: 0, links: false, output: false });
  }
  play.kept.delete(name);
  return turn;
}

function withoutPhantoms(play: Play, turn: Turn, names: readonly string[]): Turn | undefined {
  const absent = names.filter((name) => play.phantoms.has(name));
  for (const name of names) play.kept.delete(name);
  if (absent.length === 0) return turn;
  for (const name of absent) play.phantoms.delete(name);
  const words = turn.words.filter((word) => !absent.includes(word));
  return absent.length === names.length ? undefined : use(play, 'early', { ...turn, words, output: false });
}
