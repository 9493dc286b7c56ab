// SPDX-License-Identifier: Apache-2.0
import type { Link, LinkAddress } from './link.ts';

/** How far a link's IPv6 addresses are on their way to being used. */
export type Settling =
  | { is: 'settled' }
  /** Duplicate address detection (RFC 4862, 5.4) runs. */
  | { is: 'tentative'; addresses: string[] }
  /** Another device answered for the address: the kernel does not use it. `pending`: others of the link are tentative still. */
  | { is: 'duplicate'; address: string; pending: boolean }
  /** Wanted from a router's advertisement, and none has come yet. */
  | { is: 'unadvertised' };

/** Without a link, or without a signal on it, there is nobody to ask: the kernel asks once there is. */
export function settlingOf(link: Link | undefined, slaac: boolean): Settling {
  if (!link?.up || !link.carrier) return { is: 'settled' };
  const own = link.addresses.filter(({ family }) => family === 6);
  const duplicate = own.find(({ flags }) => flags.includes('dadfailed'));
  const tentative = own.filter(isTentative).map(({ ip }) => ip);
  if (duplicate !== undefined)
    return { is: 'duplicate', address: duplicate.ip, pending: tentative.length > 0 };
  if (tentative.length > 0) return { is: 'tentative', addresses: tentative };
  return slaac && !own.some(isAdvertised) ? { is: 'unadvertised' } : { is: 'settled' };
}

/** An optimistic address (RFC 4429) is in use, and has still not been found free. */
const isTentative = ({ flags }: LinkAddress): boolean =>
  !flags.includes('dadfailed') && (flags.includes('tentative') || flags.includes('optimistic'));

/** Made by the kernel from a prefix that a router advertised (RFC 4862, 5.5.3): the only ones with a life that ends. */
export const isAdvertised = ({ family, scope, flags }: LinkAddress): boolean =>
  family === 6 && scope === 'global' && flags.includes('dynamic');
