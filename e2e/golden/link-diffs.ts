// SPDX-License-Identifier: Apache-2.0
import type { LinkChange, LinkDiff } from './case.ts';

/** Two diffs after each other as one: what went and came back is no difference. */
export function inOne(first: LinkDiff, then: LinkDiff): LinkDiff {
  const came = new Set(then.links_added.map(({ ifname }) => ifname));
  const wasThere = new Set(first.links_removed);
  const went = new Set(then.links_removed);
  const wasNot = new Set(first.links_added.map(({ ifname }) => ifname));
  return {
    links_added: [
      ...first.links_added.filter(({ ifname }) => !went.has(ifname)),
      ...then.links_added.filter(({ ifname }) => !wasThere.has(ifname)),
    ],
    links_removed: [
      ...first.links_removed.filter((ifname) => !came.has(ifname)),
      ...then.links_removed.filter((ifname) => !wasNot.has(ifname)),
    ],
    links_changed: changesInOne([...first.links_changed, ...then.links_changed]),
  };
}

function changesInOne(changes: readonly LinkChange[]): LinkChange[] {
  const merged = new Map<string, LinkChange>();
  for (const change of changes) {
    const key = `${change.ifname} ${change.field}`;
    const earlier = merged.get(key);
    merged.set(key, earlier === undefined ? change : { ...earlier, to: change.to });
  }
  return [...merged.values()].filter(({ from, to }) => from !== to);
}
