// SPDX-License-Identifier: Apache-2.0
import { compareIp, type Ip, intToIp, ipToInt } from '../../model/net/ip.ts';
import { spanOf, subnetAt } from '../../model/net/subnet.ts';
import type { EndpointSeen } from './case.ts';
import type { Play } from './play.ts';

/**
 * Difference `kept`: where Docker gave a stopped container's address away, ours gives the next free one; and a
 * container that starts again has the address it had. Anything else stays a mistake.
 */
export function noteAddress(
  play: Play,
  container: string,
  network: string,
  recorded: EndpointSeen,
  ours: EndpointSeen,
): void {
  const key = `${network} ${container}`;
  const had = play.given.get(key);
  const [theirs, got] = [recorded.IPAddress, ours.IPAddress];
  if (got === '') return;
  play.given.set(key, got);
  if (theirs === '' || theirs === got || recorded.IPAMConfig?.IPv4Address !== undefined) return;
  const taken = play.names.heldByOthers(container);
  const again = had === got;
  const next = taken.includes(theirs) && got === firstFree(theirs, recorded.IPPrefixLen, taken);
  if (!again && !next) return;
  play.used.add('kept');
  play.moved.set(`${container} ${theirs}`, got);
}

/** The lowest address after `from` that nobody of ours has. */
function firstFree(from: string, length: number, taken: readonly string[]): string | undefined {
  const { last } = spanOf(subnetAt(from as Ip, length));
  for (let at = ipToInt(from as Ip) + 1n; at < last; at += 1n) {
    const ip = intToIp(4, at);
    if (!taken.some((one) => compareIp(one as Ip, ip) === 0)) return ip;
  }
  return undefined;
}
