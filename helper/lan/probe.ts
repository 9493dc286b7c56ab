// SPDX-License-Identifier: Apache-2.0
import type { Answered } from '../../model/lan/answer.ts';
import type { Candidate } from '../../model/lan/candidates.ts';
import { familyOf } from '../../model/net/ip.ts';
import { parseMac } from '../../model/net/mac.ts';
import { runTool } from '../command.ts';
import { askByArp } from './arp.ts';

/** Milliseconds to wait for an answer. A LAN answers within a few; RFC 5227's three probes over seconds are for links that come up. */
const WAIT = 200;

/** Asks all at once who has these addresses; whoever cannot be asked counts as silent. */
export async function probe(candidates: readonly Candidate[]): Promise<Answered[]> {
  const parents = [...new Set(candidates.map(({ parent }) => parent))];
  const rounds = await Promise.all([
    ...parents.map((parent) => {
      const ours = candidates.filter((one) => one.parent === parent && familyOf(one.ip) === 4);
      return byArp(
        parent,
        ours.map(({ ip }) => ip),
      );
    }),
    ...candidates.filter(({ ip }) => familyOf(ip) === 6).map(bySolicitation),
  ]);
  return rounds.flat();
}

async function byArp(parent: string, targets: readonly string[]): Promise<Answered[]> {
  if (targets.length === 0) return [];
  const answers = await askByArp({ link: parent, targets, tries: 1, wait: WAIT, seconds: 5, makers: false });
  return answers.ok ? answers.value.map(({ ip, mac }) => ({ parent, ip, mac })) : [];
}

/** A neighbour solicitation (RFC 4861) from the parent's own link-local address: a parent without IPv6 asks nobody. */
async function bySolicitation({ parent, ip }: Candidate): Promise<Answered[]> {
  const run = await runTool('ndisc6', ['-1', '-q', '-r', '1', '-w', String(WAIT), ip, parent], {
    seconds: 5,
  });
  const mac = run.ok && run.value.exit === 0 ? parseMac(run.value.stdout.trim()) : undefined;
  return mac === undefined ? [] : [{ parent, ip, mac }];
}
