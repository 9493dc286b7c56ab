// SPDX-License-Identifier: Apache-2.0
import { type Family, type Ip, intToIp, ipToInt } from '../net/ip.ts';
import { type Span, spanHas, spanOf } from '../net/subnet.ts';
import { type Cell, dhcpSpans, isSmall, marksOf, readStripSubnet, type StripSources } from './cells.ts';

/** One of the equal parts that a pool too large for cells is picked by; as a cell it is the first address in it that is free. */
export interface Part extends Cell {
  /** The ends of the part itself. */
  first: Ip;
  last: Ip;
}

/** A power of two, so that each part is a block in CIDR. */
export const PARTS = 64;

/** None for a subnet that is drawn cell by cell, or cannot be read. A part in which nothing is free is its first address, with what that is. */
export function stripParts(sources: StripSources): Part[] {
  const subnet = readStripSubnet(sources.subnet);
  if (subnet === undefined || isSmall(subnet)) return [];
  const whole = spanOf(subnet);
  const range = spanOf(readStripSubnet(sources.range ?? '') ?? subnet);
  const marks = marksOf(sources, subnet);
  const dhcp = dhcpSpans(sources, subnet);
  const held = new Set([...marks.keys()].map(ipToInt));
  const length = (whole.last - whole.first + 1n) / BigInt(PARTS);
  return Array.from({ length: PARTS }, (_, at): Part => {
    const first = whole.first + BigInt(at) * length;
    const part = { family: whole.family, first, last: first + length - 1n };
    const free = firstFree(part, range, held, dhcp);
    const ip = intToIp(whole.family, free ?? first);
    const mark = marks.get(ip);
    return {
      ip,
      kind: mark?.kind ?? (free === undefined ? 'dhcp' : 'free'),
      inRange: spanHas(range, ip),
      ...(mark?.who === undefined ? {} : { who: mark.who }),
      first: intToIp(whole.family, part.first),
      last: intToIp(whole.family, part.last),
    };
  });
}

/** Of the range if it reaches into the part, else of all of the part. */
function firstFree(
  part: Span,
  range: Span,
  held: ReadonlySet<bigint>,
  dhcp: readonly Span[],
): bigint | undefined {
  const both = cut(part, range);
  return (both && lowest(both, held, dhcp)) ?? lowest(part, held, dhcp);
}

function lowest(span: Span, held: ReadonlySet<bigint>, dhcp: readonly Span[]): bigint | undefined {
  let at = span.first;
  while (at <= span.last) {
    const leased = dhcp.find(({ first, last }) => at >= first && at <= last);
    if (leased !== undefined) at = leased.last + 1n;
    else if (held.has(at)) at += 1n;
    else return at;
  }
  return undefined;
}

function cut(a: Span, b: Span): { family: Family; first: bigint; last: bigint } | undefined {
  const first = a.first > b.first ? a.first : b.first;
  const last = a.last < b.last ? a.last : b.last;
  return first > last ? undefined : { family: a.family, first, last };
}
