// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';

export interface Mount {
  point: string;
  type: string;
}

/** This process's mounts, in the order of mounting (proc_pid_mountinfo(5)). */
export function mounts(): Mount[] {
  return parseMounts(readFileSync('/proc/self/mountinfo', 'utf8'));
}

export function parseMounts(content: string): Mount[] {
  return content
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const fields = line.split(' ');
      const dash = fields.indexOf('-', 6);
      return { point: unescaped(fields[4] ?? ''), type: fields[dash + 1] ?? '' };
    });
}

/** The topmost mounts below a folder, without the folder's own. */
export function mountsBelow(folder: string, all: readonly Mount[]): string[] {
  const below = [
    ...new Set(all.map((mount) => mount.point).filter((point) => point.startsWith(`${folder}/`))),
  ];
  return below.filter((point) => !below.some((other) => point.startsWith(`${other}/`)));
}

/** Spaces, tabs, newlines and backslashes are written as three octal digits. */
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));

/** The source by which a lab's own tmpfs mounts are known. */
const LAB_SOURCE = 'lanyard-lab';

/**
 * Of a mountinfo text seen in a lab (proc(5)): what is mounted on the lab's own file systems, as `WHERE TYPE`. The rest came
 * along from the machine when the lab was made, and goes when the machine lets it go.
 */
export function labMounts(content: string): string[] {
  const own = new Set<string>();
  return content.split('\n').flatMap((line) => {
    const [left = '', right = ''] = line.split(' - ');
    const [id = '', parent = '', , , where = ''] = left.split(' ');
    const [type = '', source] = right.split(' ');
    if (source !== LAB_SOURCE && !own.has(parent)) return [];
    own.add(id);
    return [`${where} ${type}`];
  });
}
