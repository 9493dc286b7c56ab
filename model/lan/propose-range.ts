// SPDX-License-Identifier: Apache-2.0
import { type Ip, intToIp, ipToInt, parseIp } from '../net/ip.ts';
import { prefixOf, type Span, type Subnet, spanOf, subnetAt } from '../net/subnet.ts';
import type { Scan } from './scan-result.ts';

/** No larger than an eighth of the subnet, as devices that were off may be anywhere; no smaller than 8 addresses. */
const SHARE = 3;
const SMALLEST = 29;

/**
 * A block for containers: the largest in which no address is used and none was offered by DHCP; of several the one
 * farthest from what was offered (a pool reaches at least that far), then the one nearest to the second eighth from the
 * top, which is clear of the last addresses, that people give by hand. Undefined: nothing is free.
 */
export function proposeRange(
  subnet: Subnet,
  used: readonly string[],
  pools: Scan['dhcp'],
): Subnet | undefined {
  const whole = spanOf(subnet);
  const taken = used.flatMap((text) => parseIp(text) ?? []).map(ipToInt);
  const spans = pools.flatMap(spanOfPool);
  const favourite = whole.first + ((whole.last - whole.first + 1n) * 13n) / 16n;
  for (let prefix = prefixOf(subnet) + SHARE; prefix <= SMALLEST; prefix++) {
    const [best] = blocksOf(whole, prefix)
      .filter((block) => !taken.some((ip) => ip >= block.first && ip <= block.last))
      .filter((block) => distance(block, spans) > 0n)
      .sort(
        (a, b) =>
          sign(distance(b, spans) - distance(a, spans)) || sign(away(a, favourite) - away(b, favourite)),
      );
    if (best !== undefined) return subnetAt(intToIp(whole.family, best.first), prefix);
  }
  return undefined;
}

function spanOfPool({ first, last }: Scan['dhcp'][number]): { first: bigint; last: bigint }[] {
  const [low, high] = [parseIp(first), parseIp(last)];
  return low === undefined || high === undefined
    ? []
    : [{ first: ipToInt(low as Ip), last: ipToInt(high as Ip) }];
}

function blocksOf({ first, last }: Span, prefix: number): { first: bigint; last: bigint }[] {
  const size = 1n << BigInt(32 - prefix);
  return Array.from({ length: Number((last - first + 1n) / size) }, (_, index) => {
    const start = first + BigInt(index) * size;
    return { first: start, last: start + size - 1n };
  });
}

/** Addresses between a block and the nearest of the spans, at least 1; 0: they overlap. Without spans all blocks are alike. */
function distance(
  block: { first: bigint; last: bigint },
  spans: readonly { first: bigint; last: bigint }[],
): bigint {
  const gaps = spans.map(({ first, last }) =>
    first > block.last ? first - block.last : last < block.first ? block.first - last : 0n,
  );
  return gaps.reduce((least, gap) => (gap < least ? gap : least), gaps[0] ?? 1n);
}

const away = ({ first, last }: { first: bigint; last: bigint }, from: bigint): bigint => {
  const middle = (first + last) / 2n;
  return middle > from ? middle - from : from - middle;
};

const sign = (value: bigint): number => (value > 0n ? 1 : value < 0n ? -1 : 0);
