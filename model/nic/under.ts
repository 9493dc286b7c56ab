// SPDX-License-Identifier: Apache-2.0
import { type Link, linkAt } from '../link.ts';
import type { Observation } from '../observation.ts';

/** The links by which what is sent on a link leaves the host: of a sub-interface or a macvlan what it sits on, of a bridge or a bond its ports, else the link itself. */
export function nicsUnder(link: Link, observation: Observation, depth = 8): Link[] {
  const { links } = observation;
  const below = link.parentElsewhere ? undefined : linkAt(links, link.parent);
  const ports = links.filter((one) => one.master === link.ifindex);
  const under = below === undefined ? ports : [below];
  // Links can be stacked eight deep (net/core/dev.c, MAX_NEST_DEV).
  return under.length === 0 || depth === 0
    ? [link]
    : under.flatMap((one) => nicsUnder(one, observation, depth - 1));
}
