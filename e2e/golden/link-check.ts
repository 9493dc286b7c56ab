// SPDX-License-Identifier: Apache-2.0
import { setTimeout as after } from 'node:timers/promises';
import type { LinkDiff, RecordedLink } from './case.ts';
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
function lines(diff: LinkDiff, hide: (text: string) => string): string[] {
  const own = ({ ifname }: { ifname: string }) => ifname !== DOCKERS && !/^veth/.test(ifname);
  return [
    ...diff.links_added.filter(own).map(added),
    ...diff.links_removed.filter((ifname) => own({ ifname })).map((ifname) => `-${ifname}`),
    ...diff.links_changed.filter(own).map(change),
  ]
    .map(hide)
    .sort();
}

/** Seconds that the kernel gets to tell of a link's end: a namespace is taken down later than its process. */
const PATIENCE = 4;

/** Looks until the host's links have changed as recorded, and says so when they do not. `expected` undefined: whatever they do. */
export async function checkLinks(play: Play, n: number, expected: LinkDiff | undefined): Promise<Snapshot> {
  const deadline = performance.now() + PATIENCE * 1000;
  const wanted = expected && lines(expected, (text) => text).join('\n');
  for (;;) {
    const seen = await snapshot(play.bench);
    play.names.learn();
    const got = lines(diffLinks(play.last.links, seen.links), play.names.hide).join('\n');
    if (wanted === undefined || got === wanted) return seen;
    if (performance.now() > deadline) {
      say(play, n, `links: expected [${wanted}], got [${got}]`);
      return seen;
    }
    await after(100);
  }
}
