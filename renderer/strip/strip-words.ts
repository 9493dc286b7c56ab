// SPDX-License-Identifier: Apache-2.0
import { CELL_KINDS, type Cell, type CellKind, type StripCounts } from '../../model/strip/cells.ts';
import type { Part } from '../../model/strip/parts.ts';
import { w } from '../state/words.svelte.ts';

/** One address in words: itself, what it is, whose. */
export function sayCell(cell: Cell): string {
  const kind = cell.kind === 'free' && cell.inRange ? 'in-range' : cell.kind;
  return w(cell.who === undefined ? 'strip.cell' : 'strip.cell-who', {
    ip: cell.ip,
    kind: w(`cell.${kind}`),
    who: cell.who ?? '',
  });
}

/** One part of a large pool in words: its ends, and the address that picking it means. */
export const sayPart = ({ first, last, ip, kind }: Part): string =>
  w(kind === 'free' ? 'strip.part' : 'strip.part-full', { first, last, ip });

/** One part of the sentence, with the cell that it is about: its legend. */
export interface Told {
  kind: CellKind | 'range';
  text: string;
}

const TOLD = CELL_KINDS.filter((kind) => !['free', 'network', 'broadcast'].includes(kind));

/** Above this a count says nothing to anybody. */
const COUNTED = 1_000_000;

const given = (count: number): string =>
  count > COUNTED ? w('strip.given-many') : w('strip.given', { count: count.toLocaleString('en') });

/** The whole strip in words: how many are given out, and what else is there. */
export const toldSources = (counts: StripCounts): Told[] => [
  { kind: 'range', text: given(counts.given) },
  ...TOLD.filter((kind) => counts[kind] > 0).map((kind) => ({
    kind,
    text: w(`cells.${kind as 'seen'}`, { count: counts[kind] }),
  })),
];

export const saySources = (counts: StripCounts): string =>
  toldSources(counts)
    .map(({ text }) => text)
    .join(' · ');

const MOVES: Readonly<Record<string, (columns: number) => number>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
};

/** Where a key leads from a cell among `count` in rows of `columns`; undefined when the key is none of ours. */
export function moveIn(from: number, key: string, count: number, columns: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const by = MOVES[key]?.(columns);
  if (by === undefined) return undefined;
  const to = from + by;
  return to >= 0 && to < count ? to : from;
}
