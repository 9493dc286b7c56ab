// SPDX-License-Identifier: Apache-2.0
import { familyOf, type Ip, intToIp, ipToInt } from '../net/ip.ts';
import { keptOut, type Pool } from './pool.ts';

/**
 * Which addresses of one pool are held, and which is the next to be given out: always the lowest (Docker rescans from the
 * bottom). Its size is that of the addresses held, never that of the pool; to give one out costs O(log of those let go).
 */
export interface Ledger {
  /** The lowest address that nobody holds, held from now on; undefined when the pool is full. */
  next: () => Ip | undefined;
  /** False: not an address that the pool gives out, or somebody holds it. */
  take: (ip: Ip) => boolean;
  /** False: nobody held it. */
  release: (ip: Ip) => boolean;
  /** How many are held, without those that the pool never gives out. */
  size: () => number;
}

/** Offsets from the range's first address are plain numbers. What lies farther up can be held, but is never come to. */
const REACH = BigInt(Number.MAX_SAFE_INTEGER);

export function makeLedger(pool: Pool): Ledger {
  const { first, last } = pool.range;
  const length = last - first < REACH ? Number(last - first) + 1 : Number(REACH);
  const kept = keptOut(pool);
  const closed = new Set([...kept].map((ip) => Number(ipToInt(ip) - first)));
  const far = new Set<Ip>();
  /** Held at or above `low`. */
  const ahead = new Set<number>();
  /** Let go below `low`; those taken since are passed over when they come up. */
  const free = makeHeap();
  const freed = new Set<number>();
  /** Below this everything is held, closed or let go. */
  let low = 0;

  /** Infinity: farther up than can be counted. */
  const offsetOf = (ip: Ip): number | undefined => {
    const value = familyOf(ip) === pool.family && !kept.has(ip) ? ipToInt(ip) : -1n;
    if (value < first || value > last) return undefined;
    return value - first < REACH ? Number(value - first) : Number.POSITIVE_INFINITY;
  };
  const isHeld = (offset: number, ip: Ip): boolean => {
    if (offset === Number.POSITIVE_INFINITY) return far.has(ip);
    return offset < low ? !freed.has(offset) : ahead.has(offset);
  };
  const lowest = (): number | undefined => {
    for (let offset = free.pop(); offset !== undefined; offset = free.pop())
      if (freed.delete(offset)) return offset;
    for (; low < length; low++) if (!closed.has(low) && !ahead.delete(low)) return low++;
    return undefined;
  };
  let held = 0;
  return {
    next: () => {
      const offset = lowest();
      if (offset === undefined) return undefined;
      held += 1;
      return intToIp(pool.family, first + BigInt(offset));
    },
    take: (ip) => {
      const offset = offsetOf(ip);
      if (offset === undefined || isHeld(offset, ip)) return false;
      if (offset === Number.POSITIVE_INFINITY) far.add(ip);
      else if (offset < low) freed.delete(offset);
      else ahead.add(offset);
      held += 1;
      return true;
    },
    release: (ip) => {
      const offset = offsetOf(ip);
      if (offset === undefined || !isHeld(offset, ip)) return false;
      if (offset === Number.POSITIVE_INFINITY) far.delete(ip);
      else if (offset >= low) ahead.delete(offset);
      else {
        freed.add(offset);
        free.push(offset);
      }
      held -= 1;
      return true;
    },
    size: () => held,
  };
}

/** A binary heap of numbers, the least on top. */
function makeHeap(): { push: (value: number) => void; pop: () => number | undefined } {
  const heap: number[] = [];
  const at = (index: number): number => heap[index] ?? Number.POSITIVE_INFINITY;
  return {
    push: (value) => {
      let index = heap.push(value) - 1;
      for (let up = (index - 1) >> 1; index > 0 && at(up) > value; up = (index - 1) >> 1) {
        heap[index] = at(up);
        index = up;
      }
      heap[index] = value;
    },
    pop: () => {
      const top = heap[0];
      const value = heap.pop();
      if (value === undefined || heap.length === 0) return top;
      let index = 0;
      for (;;) {
        const child = at(2 * index + 1) <= at(2 * index + 2) ? 2 * index + 1 : 2 * index + 2;
        if (at(child) >= value) break;
        heap[index] = at(child);
        index = child;
      }
      heap[index] = value;
      return top;
    },
  };
}
