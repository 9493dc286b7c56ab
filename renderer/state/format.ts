// SPDX-License-Identifier: Apache-2.0
import { familyOf, type Ip, parseIp } from '../../model/net/ip.ts';

const STEPS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `12.4 MB`, SI steps, three digits at most. */
export function bytes(count: number): string {
  const at = count < 1 ? 0 : Math.min(STEPS.length - 1, Math.floor(Math.log10(count) / 3));
  const value = count / 1000 ** at;
  return `${value.toFixed(at === 0 || value >= 100 ? 0 : 1)} ${STEPS[at]}`;
}

/** Bytes a second as `1.2 MB/s`. */
export const rate = (perSecond: number): string => `${bytes(perSecond)}/s`;

/** Mbit/s as `1 Gb/s`. */
export const speed = (megabits: number): string =>
  megabits >= 1000 ? `${Number((megabits / 1000).toFixed(1))} Gb/s` : `${megabits} Mb/s`;

export const milliseconds = (rtt: number): string => `${rtt < 10 ? rtt.toFixed(2) : rtt.toFixed(0)} ms`;

/** Above a million a count says nothing to anybody. */
export const amount = (count: number): string =>
  count > 1_000_000 ? '> 1,000,000' : count.toLocaleString('en');

/** 0 to 1 as `30 %`. */
export const percent = (part: number): string => `${Math.round(part * 100)} %`;

export const clock = (at: number): string => new Date(at).toLocaleTimeString('en-GB');

/** A text in its network part, which is dimmed, and its host part. Takes a bare address or CIDR. */
export interface SplitAddress {
  network: string;
  host: string;
  prefix: string;
}

export function splitAddress(text: string): SplitAddress {
  const [bare = '', length] = text.split('/');
  const ip = parseIp(bare);
  const prefix = length === undefined ? '' : `/${length}`;
  if (ip === undefined) return { network: '', host: bare, prefix };
  const cut = familyOf(ip) === 4 ? cutIpv4(bare, Number(length ?? 24)) : cutIpv6(ip, Number(length ?? 64));
  return { network: bare.slice(0, cut), host: bare.slice(cut), prefix };
}

/** The whole bytes that all addresses of the subnet share, with at least the last byte left as host part. */
function cutIpv4(text: string, prefix: number): number {
  const parts = Math.min(3, Math.floor(prefix / 8));
  return parts === 0 ? 0 : text.split('.').slice(0, parts).join('.').length;
}

/** Where the written groups of the prefix end; `::` ends them early. */
function cutIpv6(text: Ip, prefix: number): number {
  const groups = Math.min(7, Math.floor(prefix / 16));
  let at = 0;
  for (let group = 0; group < groups; group++) {
    const colon = text.indexOf(':', at);
    if (colon < 0) return 0;
    if (text[colon + 1] === ':') return colon;
    at = colon + 1;
  }
  return Math.max(0, at - 1);
}

export interface Span {
  unit: 'seconds' | 'minutes' | 'hours' | 'days';
  count: number;
}

const UNITS = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
] as const;

/** From one moment (ms) to a later one, in the largest whole unit. */
export function since(from: number, to: number): Span {
  const span = Math.max(0, to - from);
  for (const [unit, length] of UNITS) if (span >= length) return { unit, count: Math.floor(span / length) };
  return { unit: 'seconds', count: Math.floor(span / 1000) };
}

/** Day and time as the language writes them, without seconds. */
export const moment = (at: number, language: string): string =>
  new Date(at).toLocaleString(language === 'en' ? 'en-GB' : language, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
