// SPDX-License-Identifier: Apache-2.0
import type { Held } from './node.ts';

/**
 * JSON as Go's encoder writes it without HTML escapes: Docker's `{{json}}`. Functions of a row are left out.
 * U+2028 and U+2029 are escaped always.
 */
export function goJson(value: Held, indent?: number): string {
  const text = JSON.stringify(value ?? null, undefined, indent) ?? 'null';
  return text.replace(/[\u2028\u2029]/g, escapeChar);
}

/** The same with `<`, `>` and `&` escaped: Docker's whole `inspect`, and `--format json` of it. */
export const goJsonEscaped = (value: Held, indent?: number): string =>
  goJson(value, indent).replace(/[<>&]/g, escapeChar);

const escapeChar = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
