// SPDX-License-Identifier: Apache-2.0
import type { Neighbour } from '../../model/link.ts';

/** What a line of `ip -o monitor neigh` says: an entry as it is now, or that it is gone. */
export interface NeighbourChange extends Neighbour {
  gone: boolean;
}

/** Reads `[Deleted ]ADDRESS dev LINK [lladdr MAC] [router] STATE…`; undefined for any other line. */
export function parseNeighbourChange(line: string): NeighbourChange | undefined {
  const words = line.trim().split(/\s+/);
  const gone = words[0] === 'Deleted';
  const [ip, dev, name, ...rest] = gone ? words.slice(1) : words;
  if (ip === undefined || dev !== 'dev' || name === undefined) return undefined;
  const mac = rest[0] === 'lladdr' ? rest[1] : undefined;
  return {
    ...{ ip, dev: name, gone, router: rest.includes('router') },
    states: rest.filter((word) => /^[A-Z]+$/.test(word)),
    ...(mac === undefined ? {} : { mac }),
  };
}
