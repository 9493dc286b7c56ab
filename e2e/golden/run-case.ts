// SPDX-License-Identifier: Apache-2.0

import { setTimeout as after } from 'node:timers/promises';
import { asCommand, asLook } from './api-step.ts';
import { type Bench, nameRouter } from './bench.ts';
import { type Capture, endCapture, startCapture } from './capture.ts';
import type { CaptureStep, Case, Step } from './case.ts';
import { observeContainer } from './container-step.ts';
import type { Difference } from './differences.ts';
import { playDocker } from './docker-step.ts';
import { redrawn } from './drawn.ts';
import { makeNames } from './names.ts';
import { observeNetwork } from './network-step.ts';
import { playHost, playPing } from './other-steps.ts';
import { type Play, say } from './play.ts';
import { playRestart } from './reboot.ts';
import { changedParts, type Snapshot, snapshot } from './snapshot.ts';

export interface Verdict {
  /** What did not hold, a line each; empty: the case holds. */
  problems: string[];
  /** The differences that were needed. */
  used: Difference[];
  ms: number;
  /** The lab is as it was before the case, but for its journal and images. */
  clean: boolean;
}

/** Plays a case in a lab that nothing was done in, or that is as it was. */
export async function runCase(recording: Case, bench: Bench): Promise<Verdict> {
  const begun = performance.now();
  await prepare(recording, bench);
  const first = await snapshot(bench);
  const play: Play = {
    ...{ bench, recording, names: makeNames(bench), last: first, networks: new Map(), refused: new Set() },
    ...{ extra: new Set(), phantoms: new Map(), macs: new Map(), moved: new Map(), given: new Map() },
    ...{ used: new Set(), leaked: new Set(), drawn: new Map(), kept: new Set(), apart: false, problems: [] },
  };
  await playSteps(play);
  const clean = await clear(play, first);
  const used = [...play.used].sort();
  return {
    problems: play.problems,
    used,
    clean: clean && play.problems.length === 0,
    ms: performance.now() - begun,
  };
}

/** What the recorded host had besides, where a case asks for it: docker0, the router's namespace by name. */
async function prepare({ steps }: Case, bench: Bench): Promise<void> {
  const words = JSON.stringify(
    steps.map((step) => ('argv' in step ? step.argv : 'command' in step ? step.command : '')),
  );
  if (words.includes('-n router')) await nameRouter(bench);
  if (words.includes('parent=docker0'))
    await bench.run('host', ['sh', '-c', 'ip link add docker0 type bridge && ip link set docker0 up']);
}

async function playSteps(play: Play): Promise<void> {
  const { steps } = play.recording;
  let capture: Capture | undefined;
  for (const [at, step] of steps.entries()) {
    const ahead = acts(step) ? captureAfter(steps.slice(at + 1)) : undefined;
    if (ahead !== undefined) capture = await startCapture(play, ahead);
    if (step.kind === 'capture') {
      if (capture !== undefined) await endCapture(play, step, capture);
    } else await playStep(play, redrawn(play, step));
  }
}

const acts = ({ kind }: Step): boolean => kind === 'docker' || kind === 'host' || kind === 'api';

/** The capture that wants the traffic of the step before these. */
function captureAfter(steps: readonly Step[]): CaptureStep | undefined {
  const next = steps.find((step) => acts(step) || step.kind === 'capture');
  return next?.kind === 'capture' ? next : undefined;
}

async function playStep(play: Play, step: Exclude<Step, CaptureStep>): Promise<void> {
  switch (step.kind) {
    case 'docker':
      return playDocker(play, step);
    case 'api': {
      const [command, look] = [asCommand(step), asLook(step)];
      if (command !== undefined) await playDocker(play, command);
      return look && observeNetwork(play, look);
    }
    case 'host':
      return playHost(play, step);
    case 'observe-network':
      return observeNetwork(play, step);
    case 'observe-container':
      return observeContainer(play, step);
    case 'ping':
      return playPing(play, step);
    case 'daemon-restart':
      return playRestart(play, step);
  }
}

/** Difference `order`: whatever a case did, nothing of ours is left once its containers and networks are removed. */
async function clear(play: Play, first: Snapshot): Promise<boolean> {
  const n = play.recording.steps.length + 1;
  for (const [kind, words] of [
    ['ctr', ['rm', '-f']],
    ['net', ['network', 'rm']],
  ] as const) {
    play.names.learn();
    const ids = play.names.standing(kind).map((name) => play.names.idOf(kind, name) ?? name);
    if (ids.length === 0) continue;
    const ran = await play.bench.lanyard([...words, ...ids]);
    if (ran.exit !== 0) say(play, n, `${words.join(' ')}: ${ran.stderr.trim()}`);
  }
  const last = await settled(play, first);
  const left = changedParts(first, last).filter((part) => /^(namespaces|mounts)/.test(part));
  if (left.length > 0) say(play, n, `left after clean-up: ${left.join('; ')}`);
  const allowed = [...first.links.map(({ ifname }) => ifname), ...madeByHand(play.recording)];
  const links = last.links.map(({ ifname }) => ifname).filter((ifname) => !allowed.includes(ifname));
  if (links.length > 0) say(play, n, `links left after clean-up: ${links.join(' ')}`);
  play.names.learn();
  const standing = [...play.names.standing('ctr'), ...play.names.standing('net')];
  return (
    isAsBefore(first, last) &&
    standing.length === 0 &&
    !first.links.some(({ ifname }) => ifname === 'docker0')
  );
}

/** The state folder keeps its journal and images, so it is not asked for here. */
const isAsBefore = (first: Snapshot, last: Snapshot): boolean =>
  changedParts(first, last).every((part) => part.startsWith('state:'));

/** The host, once it is as before, or after a moment: the kernel takes namespaces down behind their processes. */
async function settled(play: Play, first: Snapshot): Promise<Snapshot> {
  const deadline = performance.now() + 2000;
  for (;;) {
    const last = await snapshot(play.bench);
    if (isAsBefore(first, last) || performance.now() > deadline) return last;
    await after(100);
  }
}

/** Links that the case's own commands on the host made. */
const madeByHand = ({ steps }: Case): string[] =>
  steps.flatMap((step) => (step.kind === 'host' ? step.links_added.map(({ ifname }) => ifname) : []));
