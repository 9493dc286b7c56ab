// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';

/** What a text becomes in a spec, or why it cannot; an empty one becomes nothing. */
export interface Typed<Value> {
  value?: Value;
  findings: Finding[];
}

const NOTHING = { findings: [] };

/** Decimal digits only: `1e3`, `0x5dc` and `1500.0` are slips, not numbers. */
function wholeIn(text: string, low: number, high: number): number | undefined {
  if (!/^[+-]?\d{1,15}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= low && value <= high ? value : undefined;
}

/** Bytes, 68 (RFC 791's least) to 65535. */
export function readMtu(text: string): Typed<number> {
  const typed = text.trim();
  if (typed === '') return NOTHING;
  const value = wholeIn(typed, 68, 65535);
  return value === undefined
    ? { findings: [finding('mtu-bad', { mtu: typed }, 'mtu')] }
    : { value, findings: [] };
}

/** Docker's gw-priority, a signed 32-bit number here. `field`: where it stands in the spec. */
export function readPriority(text: string, field: string): Typed<number> {
  const typed = text.trim();
  if (typed === '') return NOTHING;
  const value = wholeIn(typed, -(2 ** 31), 2 ** 31 - 1);
  return value === undefined
    ? { findings: [finding('gateway-priority-bad', { priority: typed }, field)] }
    : { value, findings: [] };
}

/**
 * `printer=172.16.86.200, 172.16.86.201`: names to addresses, separated by commas or blanks; a bare address is named
 * `kept-` and itself. A name that stands twice would lose its first address, so it is refused.
 */
export function readReserved(text: string, field: string): Typed<Record<string, string>> {
  const value: Record<string, string> = {};
  const findings: Finding[] = [];
  for (const word of text.split(/[\s,，]+/).filter((one) => one !== '')) {
    const cut = word.indexOf('=');
    const name = cut < 0 ? `kept-${word}` : word.slice(0, cut);
    const address = word.slice(cut + 1);
    if (name === '') findings.push(finding('reserved-unnamed', { address }, field));
    else if (Object.hasOwn(value, name)) findings.push(finding('reserved-name-twice', { name }, field));
    else value[name] = address;
  }
  return { value, findings };
}

export const writeReserved = (reserved: Readonly<Record<string, string>>): string =>
  Object.entries(reserved)
    .map(([name, address]) => (name === `kept-${address}` ? address : `${name}=${address}`))
    .join(', ');
