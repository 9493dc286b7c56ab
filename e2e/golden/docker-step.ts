// SPDX-License-Identifier: Apache-2.0
import type { Ran } from './bench.ts';
import type { DockerStep } from './case.ts';
import { codesOf, saidCodes } from './classes.ts';
import { learnDrawn } from './drawn.ts';
import { checkLinks } from './link-check.ts';
import { sameOutput } from './output.ts';
import { type Play, same, say } from './play.ts';
import { changedParts } from './snapshot.ts';
import { askedOf, type Turn, turned, understood } from './turn.ts';

const BUSY = ['parent-port', 'parent-other-driver', 'parent-other-link', 'parent-ipvlan-taken'];

export async function playDocker(play: Play, step: DockerStep): Promise<void> {
  const words = step.argv.slice(1).map(play.names.fill);
  const turn = turned(play, step, words);
  if (turn === undefined) return;
  const ran = await play.bench.lanyard(turn.words);
  const before = play.last;
  const keptOut = ran.exit !== 0 && turn.exit === 0 && isKeptOut(play, turn, ran);
  const refusedEarly = keptOut || (ran.exit !== 0 && turn.exit === 0 && isEarly(play, ran));
  if (!refusedEarly) judge(play, step, turn, ran);
  const quiet = turn.exit !== 0 || refusedEarly || !turn.links;
  play.last = await checkLinks(play, step.n, quiet ? undefined : step);
  if (ran.exit !== 0 && words[0] !== 'exec') {
    const changed = changedParts(before, play.last);
    if (changed.length > 0)
      say(play, step.n, `${words.slice(0, 2).join(' ')} failed and changed ${changed.join('; ')}`);
  }
  if (turn.output && ran.exit === 0) sameOutput(play, step, ran.stdout);
  remember(play, step, turn, ran, refusedEarly, keptOut);
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

/** Difference `kept`: a container of ours that is stopped has the address, or the pool's last one. */
function isKeptOut(play: Play, { words }: Turn, ran: Ran): boolean {
  const invocation = understood(words);
  if (invocation?.command !== 'run' && invocation?.command !== 'create') return false;
  const codes = saidCodes(ran.stderr);
  const held = play.names.heldByOthers(invocation.flags.name ?? '');
  return codes.includes('pool-full')
    ? held.length > 0
    : codes.includes('ip-taken') && held.includes(invocation.flags.ip ?? invocation.flags.ip6 ?? '');
}

function remember(
  play: Play,
  step: DockerStep,
  turn: Turn,
  ran: Ran,
  refusedEarly: boolean,
  keptOut: boolean,
): void {
  if (keptOut) {
    play.used.add('kept');
    play.apart = true;
  }
  if (step.exit !== 0) for (const { ifname } of step.links_added) play.leaked.add(ifname);
  const invocation = understood(turn.words);
  if (invocation?.command === 'network create') {
    const name = invocation.args.network;
    if (refusedEarly) {
      play.used.add('early');
      play.refused.add(name);
    }
    if (ran.exit === 0) {
      play.networks.set(name, askedOf(invocation));
      learnDrawn(play, step.n, name);
    }
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
