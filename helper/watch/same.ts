// SPDX-License-Identifier: Apache-2.0
import type { Link } from '../../model/link.ts';
import type { Observation } from '../../model/observation.ts';

/** A text that two observations share when nothing but the moment and the counters differ between them. */
export function fingerprint(observation: Observation): string {
  const { links, sandboxes } = observation;
  return JSON.stringify({
    ...observation,
    at: 0,
    links: links.map(uncounted),
    sandboxes: sandboxes.map((sandbox) => ({ ...sandbox, links: sandbox.links.map(uncounted) })),
  });
}

const uncounted = ({ rx, tx, ...link }: Link) => link;
