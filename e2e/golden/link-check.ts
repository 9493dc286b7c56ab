// SPDX-License-Identifier: Apache-2.0
import { setTimeout as after } from 'node:timers/promises';
import type { LinkDiff, RecordedLink } from './case.ts';
import { inOne } from './link-diffs.ts';
import { type Play, say } from './play.ts';
import { diffLinks, type Snapshot, snapshot } from './snapshot.ts';

/** The recorded host's own bridge: it comes up and goes down with containers that are not ours. */
const DOCKERS = 'docker0';

const FIXED_MAC = /^02:(aa|de):/;

const change = ({
  ifname,
  field,
  from,
  to,
}: {
  ifname: string;
  field: string;
  from: unknown;
  to: unknown;
}) => {
  const shown = (value: unknown) =>
    field !== 'address' || FIXED_MAC.test(String(value)) ? value : 'another';
  return `${ifname}.${field} ${shown(from)}>${shown(to)}`;
};

const added = ({ ifname, kind, parent, data, mtu, up, noarp, master }: RecordedLink): string => {
  const { id, protocol, mode } = data;
  return `+${ifname} ${JSON.stringify({ kind, parent, id, protocol, mode, mtu, up, noarp, master })}`;
};

/** A link diff as lines, so that two can be compared whatever their order. */
function lines(diff: LinkDiff, { leaked, apart }: Play, hide: (text: string) => string): string[] {
  const own = ({ ifname }: { ifname: string }) =>
    ifname !== DOCKERS && !/^veth/.test(ifname) && !leaked.has(ifname);
  return [
    ...diff.links_added.filter(own).map(added),
    ...diff.links_removed.filter((ifname) => own({ ifname })).map((ifname) => `-${ifname}`),
    ...diff.links_changed.filter((one) => own(one) && !(apart && one.field === 'promiscuity')).map(change),
  ]
    .map(hide)
    .sort();
}

/** Seconds that the kernel gets to tell of a link's end: a namespace is taken down later than its process. */
const PATIENCE = 4;

/** Seconds that the kernel gets to tell of a new link's carrier (linkwatch: up to one); whether it does is not compared. */
const CARRIER_PATIENCE = 1.5;

const carriers = ({ links_added }: LinkDiff): string =>
  links_added.map(({ ifname, operstate }) => `${ifname} ${operstate}`).join('\n');

/**
 * Looks until the host's links have changed as recorded, and says so when they do not. `expected` undefined: whatever
 * they do. `earlier`: what had changed before, and counts too.
 */
export async function checkLinks(
  play: Play,
  n: number,
  expected: LinkDiff | undefined,
  earlier?: LinkDiff,
): Promise<Snapshot> {
  const deadline = performance.now() + PATIENCE * 1000;
  const settling = performance.now() + CARRIER_PATIENCE * 1000;
  const wanted = expected && lines(expected, play, (text) => text).join('\n');
  for (;;) {
    const seen = await snapshot(play.bench);
    play.names.learn();
    const since = diffLinks(play.last.links, seen.links);
    const diff = earlier === undefined ? since : inOne(earlier, since);
    const got = lines(diff, play, play.names.hide).join('\n');
    if (expected === undefined) return seen;
    const settled = play.names.hide(carriers(diff)) === carriers(expected) || performance.now() > settling;
    if (got === wanted && settled) return seen;
    if (performance.now() > deadline) {
      say(play, n, `links: expected [${wanted}], got [${got}]`);
      return seen;
    }
    await after(100);
  }
}
