// SPDX-License-Identifier: Apache-2.0
import { readInside } from './path-inside.ts';

export interface User {
  uid: number;
  gid: number;
  additionalGids: number[];
}

/** Kernel ids end at 2^32 - 2. */
const HIGHEST = 4294967294;
const asNumber = (text: string): number | undefined =>
  /^\d{1,10}$/.test(text) && Number(text) <= HIGHEST ? Number(text) : undefined;

const rows = (text: string | undefined): string[][] =>
  (text ?? '').split('\n').map((line) => line.split(':'));

/**
 * Who `USER[:GROUP]` is inside a root, by name or number as its own passwd(5) and group(5) say; empty: root.
 * Undefined when there is no such name. As Docker: a number needs no entry, and has group 0 without one.
 */
export function findUser(root: string, text: string): User | undefined {
  const [name = '', group] = text.split(':');
  const users = rows(readInside(root, '/etc/passwd'));
  const groups = rows(readInside(root, '/etc/group'));
  const wanted = name === '' ? '0' : name;
  const row = users.find((fields) => fields[0] === wanted) ?? users.find((fields) => fields[2] === wanted);
  const uid = asNumber(row?.[2] ?? wanted);
  const gid = group ? groupId(groups, group) : (asNumber(row?.[3] ?? '') ?? 0);
  if (uid === undefined || gid === undefined) return undefined;
  return { uid, gid, additionalGids: group ? [] : memberships(groups, row?.[0], gid) };
}

function groupId(groups: string[][], group: string): number | undefined {
  return asNumber(groups.find((fields) => fields[0] === group)?.[2] ?? group);
}

function memberships(groups: string[][], name: string | undefined, gid: number): number[] {
  if (name === undefined) return [];
  return groups
    .filter((fields) => fields[3]?.split(',').includes(name))
    .map((fields) => asNumber(fields[2] ?? ''))
    .filter((id) => id !== undefined)
    .filter((id) => id !== gid);
}
