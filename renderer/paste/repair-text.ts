// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../model/finding.ts';
import type { Draft } from '../../model/text-in/draft.ts';

/** The text with a finding's repair written into the draft's own lines; undefined: what it replaces does not stand there as it is. */
export function repairText(
  text: string,
  { change, source }: Draft,
  { field, value }: NonNullable<Finding['repair']>,
): string | undefined {
  const was = change !== undefined && 'spec' in change ? valueAt(change.spec, field) : undefined;
  if (was === undefined) return undefined;
  // Lines at the even places, their breaks at the odd ones.
  const parts = text.split(/(\r\n|\n|\r)/);
  const [from, to] = [2 * (source.line - 1), 2 * (source.last - 1) + 1];
  const lines = parts.slice(from, to).join('');
  const at = lines.search(whole(was));
  if (at < 0) return undefined;
  const mended = lines.slice(0, at) + value + lines.slice(at + was.length);
  return [...parts.slice(0, from), mended, ...parts.slice(to)].join('');
}

function valueAt(spec: unknown, field: string): string | undefined {
  let value = spec;
  for (const key of field.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;
}

/** Not a part of a longer address or name: `eth0` is not in `eth0.50`. */
const whole = (text: string): RegExp =>
  new RegExp(`(?<![\\w.:/-])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w.:/-])`);
