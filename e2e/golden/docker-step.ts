// SPDX-License-Identifier: Apache-2.0
import { parseCommand } from '../../model/grammar/parse.ts';
import { overlaps, type Subnet } from '../../model/net/subnet.ts';
import type { Ran } from './bench.ts';
import type { DockerStep } from './case.ts';
import { codesOf, saidCodes } from './classes.ts';
import { checkLinks } from './link-check.ts';
import { sameOutput } from './output.ts';
import { type Asked, type Play, same, say } from './play.ts';
import { changedParts } from './snapshot.ts';

/** A step as ours is to carry it out. */
interface Turn {
  words: string[];
  exit: number;
  /** Recorded message whose class ours must have. */
  message: string;
  /** The links change as recorded. */
  links: boolean;
  output: boolean;
}

type Invocation = Extract<ReturnType<typeof parseCommand>, { ok: true }>['value'];

const understood = (words: readonly string[]): Invocation | undefined => {
  const parsed = parseCommand(words);
  return parsed.ok ? parsed.value : undefined;
};

const BUSY = ['parent-port', 'parent-other-driver', 'parent-ipvlan-taken'];

export async function playDocker(play: Play, step: DockerStep): Promise<void> {
  const words = step.argv.slice(1).map(play.names.fill);
  const turn = turned(play, step, words);
  if (turn === undefined) return;
  const ran = await play.bench.lanyard(turn.words);
  const before = play.last;
  const refusedEarly = ran.exit !== 0 && turn.exit === 0 && isEarly(play, ran);
  if (!refusedEarly) judge(play, step, turn, ran);
  const quiet = turn.exit !== 0 || refusedEarly || !turn.links;
  play.last = await checkLinks(play, step.n, quiet ? undefined : step);
  if (ran.exit !== 0 && words[0] !== 'exec') {
    const changed = changedParts(before, play.last);
    if (changed.length > 0)
      say(play, step.n, `${words.slice(0, 2).join(' ')} failed and changed ${changed.join('; ')}`);
  }
  if (turn.output && ran.exit === 0) sameOutput(play, step, ran.stdout);
  remember(play, step, turn, ran, refusedEarly);
}

/** Exit code, and the class of the error. */
function judge(play: Play, step: DockerStep, turn: Turn, ran: Ran): void {
  if (ran.exit !== turn.exit) {
    say(
      play,
      step.n,
      `${turn.words.join(' ')}: expected exit ${turn.exit}, got ${ran.exit} ${ran.stderr.trim()}`,
    );
    return;
  }
  if (turn.exit === 0 || step.argv[1] === 'exec') return;
  const wanted = codesOf(turn.message);
  const said = saidCodes(ran.stderr);
  if (wanted === undefined) say(play, step.n, `no class is known for: ${turn.message.trim()}`);
  else if (!said.some((code) => (wanted as readonly string[]).includes(code)))
    say(
      play,
      step.n,
      `expected ${wanted.join(' or ')} (${turn.message.trim()}), got ${said.join(' ') || ran.stderr}`,
    );
}

/** Difference `early`: a network that no container could ever start on beside what is there. */
function isEarly(play: Play, ran: Ran): boolean {
  const busy = saidCodes(ran.stderr).some((code) => BUSY.includes(code));
  const later = play.recording.steps.some(
    (one) =>
      one.kind === 'docker' &&
      one.exit !== 0 &&
      /device or resource busy|already using parent/.test(one.stderr),
  );
  return busy && later;
}

/** What the recording's step is on ours, after all that has differed so far; undefined: there is nothing to do. */
function turned(play: Play, step: DockerStep, words: string[]): Turn | undefined {
  const asRecorded = { words, exit: step.exit, message: step.stderr, links: true, output: true };
  const invocation = understood(words);
  switch (invocation?.command) {
    case 'network create':
      return asRecorded.exit !== 0 && isApart(play, step, askedOf(invocation))
        ? use(play, 'overlap', { ...asRecorded, exit: 0, links: false, output: false })
        : asRecorded;
    case 'network rm':
      if (invocation.args.network.some((name) => play.refused.has(name)))
        return use(play, 'early', { ...asRecorded, exit: 1, message: 'No such network', output: false });
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
      return lookedUp(play, asRecorded, invocation.args);
    case 'start':
      return restartedRun(play, step, invocation.args.container) ?? asRecorded;
    case 'rm':
      return withoutPhantoms(play, asRecorded, invocation.args.container);
    default:
      return asRecorded;
  }
}

function use(play: Play, difference: 'early' | 'overlap' | 'order' | 'names', turn: Turn): Turn {
  play.used.add(difference);
  return turn;
}

/** Difference `names`: what asks DNS servers alone is asked as any other program would, through the C library. */
function lookedUp(
  play: Play,
  turn: Turn,
  { container, command }: { container: string; command: readonly string[] },
): Turn {
  const [tool, name] = command;
  if (tool !== 'nslookup' || name === undefined) return turn;
  return use(play, 'names', {
    ...turn,
    words: ['exec', container, 'ping', '-c1', '-W2', name],
    output: false,
  });
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

function withoutPhantoms(play: Play, turn: Turn, names: readonly string[]): Turn | undefined {
  const absent = names.filter((name) => play.phantoms.has(name));
  if (absent.length === 0) return turn;
  for (const name of absent) play.phantoms.delete(name);
  const words = turn.words.filter((word) => !absent.includes(word));
  return absent.length === names.length ? undefined : use(play, 'early', { ...turn, words, output: false });
}

function remember(play: Play, step: DockerStep, turn: Turn, ran: Ran, refusedEarly: boolean): void {
  if (step.exit !== 0) for (const { ifname } of step.links_added) play.leaked.add(ifname);
  const invocation = understood(turn.words);
  if (invocation?.command === 'network create') {
    const name = invocation.args.network;
    if (refusedEarly) {
      play.used.add('early');
      play.refused.add(name);
    }
    if (ran.exit === 0) play.networks.set(name, askedOf(invocation));
    if (ran.exit === 0 && step.exit !== 0) play.extra.add(name);
  }
  if (invocation?.command === 'network rm' || invocation?.command === 'network prune') {
    for (const name of play.networks.keys())
      if (!play.names.standing('net').includes(name)) play.networks.delete(name);
  }
  if (invocation?.command === 'run' || invocation?.command === 'create') {
    const name = invocation.flags.name ?? '';
    const mac = invocation.flags['mac-address'] ?? /mac-address=([0-9a-f:]+)/.exec(turn.words.join(' '))?.[1];
    if (mac !== undefined) play.macs.set(name, mac);
    if (ran.exit === 0) play.phantoms.delete(name);
    else if (step.stdout.startsWith('<ctr') || step.exit === 0) play.phantoms.set(name, turn.words);
  }
  if (ran.exit === 0 && turn.exit !== 0) same(play, step.n, 'exit', turn.exit, ran.exit);
}
