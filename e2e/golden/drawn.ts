// SPDX-License-Identifier: Apache-2.0
import { readSubnet } from '../../model/net/subnet.ts';
import type { Pool, Step } from './case.ts';
import type { Play } from './play.ts';

/** An address without a network's own part is drawn: the next default pool that is free on that host, or a unique local prefix at random. */
const isDrawn = (subnet: string, asked: readonly string[]): boolean =>
  !asked.some((text) => canonical(text) === canonical(subnet));

function canonical(text: string): string {
  const reading = readSubnet(text);
  return reading.kind === 'subnet' ? reading.subnet : text;
}

/** What all addresses of a /16 or of an IPv6 /64 begin with, as they are written. */
function prefixOf(subnet: string): string | undefined {
  const v4 = /^(\d+\.\d+\.)0\.0\/16$/.exec(subnet)?.[1];
  return v4 ?? /^([0-9a-f:]*[0-9a-f]:):\/64$/.exec(subnet)?.[1];
}

/** After a create: where the recording's drawn pools and ours differ, one stands for the other from now on. */
export function learnDrawn(play: Play, n: number, name: string): void {
  const asked = play.networks.get(name)?.subnets ?? [];
  const recorded = poolsSeen(play.recording.steps, n, name).filter(({ Subnet = '' }) =>
    isDrawn(Subnet, asked),
  );
  const ours = play.names.poolsOf(name).filter((subnet) => isDrawn(subnet, asked));
  for (const { Subnet: theirs = '' } of recorded) {
    const same = ours.find((subnet) => subnet.includes(':') === theirs.includes(':'));
    const [from, to] = [prefixOf(theirs), same && prefixOf(same)];
    if (from !== undefined && to !== undefined && from !== to) play.drawn.set(from, to);
  }
}

/** As the next look at the network shows them. */
function poolsSeen(steps: readonly Step[], n: number, name: string): Pool[] {
  for (const step of steps)
    if (step.n > n && step.kind === 'observe-network' && step.name === name)
      return step.network?.IPAM.Config ?? [];
  return [];
}

/** A step with ours in place of the prefixes that the recording drew. */
export function redrawn<One extends Step>(play: Play, step: One): One {
  if (play.drawn.size === 0) return step;
  let text = JSON.stringify(step);
  // In one go, since one's recorded pool may be another's in ours.
  const all = [...play.drawn.keys()].map((prefix) => prefix.replaceAll('.', '\\.')).join('|');
  text = text.replace(
    new RegExp(`(?<![0-9a-f.:])(${all})`, 'g'),
    (prefix) => play.drawn.get(prefix) ?? prefix,
  );
  return JSON.parse(text) as One;
}
