// SPDX-License-Identifier: Apache-2.0
import { familyOf, parseIp } from '../net/ip.ts';
import type { Lease } from './lease.ts';

/**
 * Reads what the client's event script wrote: `key=value` lines, the server's words last. Whatever is not an address or
 * a number where one belongs is left out, and the first of two lines counts: a server cannot write what it has not to say.
 * Undefined: no lease in it.
 */
export function readLease(text: string): Lease | undefined {
  const lines = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, key, value] = /^([a-z]+)=(.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined && !lines.has(key)) lines.set(key, value.trim());
  }
  const state = STATES.find((one) => one === lines.get('state'));
  const address = addressIn(lines.get('address'));
  const [seconds, obtained, renewed] = ['seconds', 'obtained', 'renewed'].map((key) =>
    numberIn(lines.get(key)),
  );
  if (state === undefined || address === undefined) return undefined;
  if (seconds === undefined || obtained === undefined || renewed === undefined) return undefined;
  const [server] = ipsIn(lines.get('server'));
  const [router] = ipsIn(lines.get('router'));
  const domain = domainIn(lines.get('domain'));
  return {
    state,
    address,
    seconds,
    obtained: obtained * 1000,
    renewed: renewed * 1000,
    ...(server === undefined ? {} : { server }),
    ...(router === undefined ? {} : { router }),
    dns: ipsIn(lines.get('dns')),
    ...(domain === undefined ? {} : { domain }),
  };
}

const STATES = ['bound', 'lost', 'released'] as const;

const numberIn = (text = ''): number | undefined => (/^\d{1,12}$/.test(text) ? Number(text) : undefined);

function addressIn(text = ''): string | undefined {
  const [ip = '', prefix = ''] = text.split('/');
  const read = parseIp(ip);
  const length = /^\d{1,2}$/.test(prefix) ? Number(prefix) : -1;
  return read !== undefined && familyOf(read) === 4 && length >= 0 && length <= 32
    ? `${read}/${length}`
    : undefined;
}

const ipsIn = (text = ''): string[] =>
  text.split(/\s+/).flatMap((word) => {
    const ip = parseIp(word);
    return ip !== undefined && familyOf(ip) === 4 ? [ip] : [];
  });

/** Only what a resolv.conf can bear. */
const domainIn = (text = ''): string | undefined =>
  /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/.test(text) ? text : undefined;
