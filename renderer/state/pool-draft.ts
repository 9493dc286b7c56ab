// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../../model/finding.ts';
import type { PoolSpec } from '../../model/network.ts';
import { readReserved, writeReserved } from '../../model/preflight/typed.ts';

/** One pool as it is being typed. `reserved`: `name=address`, separated by commas or blanks. */
export interface PoolDraft {
  subnet: string;
  gateway: string;
  range: string;
  reserved: string;
}

export const EMPTY_POOL: Readonly<PoolDraft> = { subnet: '', gateway: '', range: '', reserved: '' };

const KEYS = Object.keys(EMPTY_POOL) as (keyof PoolDraft)[];

export const isPoolKey = (key: string | undefined): key is keyof PoolDraft =>
  key !== undefined && key in EMPTY_POOL;

export const samePool = (a: PoolDraft, b: PoolDraft): boolean => KEYS.every((key) => a[key] === b[key]);

export const draftOf = (pool: PoolSpec | undefined): PoolDraft =>
  pool === undefined
    ? { ...EMPTY_POOL }
    : {
        subnet: pool.subnet,
        gateway: pool.gateway ?? '',
        range: pool.range ?? '',
        reserved: writeReserved(pool.reserved),
      };

/** The pool that a draft means; what cannot be read of its reserved addresses is in `judgeDraft`. */
export const specOfPool = (draft: PoolDraft): PoolSpec => ({
  subnet: draft.subnet.trim(),
  ...(draft.gateway.trim() === '' ? {} : { gateway: draft.gateway.trim() }),
  ...(draft.range.trim() === '' ? {} : { range: draft.range.trim() }),
  reserved: readReserved(draft.reserved, '').value ?? {},
});

export const hasSubnet = (draft: PoolDraft): boolean => draft.subnet.trim() !== '';

/** What of a draft would not come into the spec. `at`: its place among the drafts. */
export function judgeDraft(draft: PoolDraft, at: number): Finding[] {
  const homeless = KEYS.filter((key) => key !== 'subnet' && draft[key].trim() !== '');
  return [
    ...readReserved(draft.reserved, `pools.${at}.reserved`).findings,
    ...(hasSubnet(draft)
      ? []
      : homeless.map((key) =>
          finding('pool-without-subnet', { field: draft[key].trim() }, `pools.${at}.${key}`),
        )),
  ];
}
