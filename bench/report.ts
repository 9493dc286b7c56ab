// SPDX-License-Identifier: Apache-2.0
import type { Besides } from './besides.ts';
import { PHASES, type Phase } from './contestant.ts';
import type { Phases } from './rounds.ts';
import { spreadText, tableText } from './statistics.ts';

export interface Figures {
  /** Milliseconds. */
  contest: Record<string, Phases>;
  besides: Besides;
  /** Versions and state of what was measured on. */
  machine: Record<string, string | number>;
}

/** Over which phases two contestants are compared, and what is aimed at. */
const RATIOS: readonly { over: string; under: string; phases: readonly Phase[]; aim?: string }[] = [
  {
    over: 'builtin (serve)',
    under: 'floor',
    phases: ['run', 'run + first reply', 'remove (rm -f)'],
    aim: 'run ≤ 1.5',
  },
  { over: 'builtin (CLI)', under: 'floor', phases: ['run', 'remove (rm -f)'] },
  { over: 'docker (API)', under: 'builtin (serve)', phases: PHASES, aim: 'run + first reply ≥ 4' },
  { over: 'docker (CLI)', under: 'builtin (CLI)', phases: PHASES, aim: 'run + first reply ≥ 4' },
  { over: 'docker (CLI)', under: 'builtin (serve)', phases: ['run', 'run + first reply'] },
];

export interface Ratio {
  over: string;
  under: string;
  aim?: string;
  /** Of the medians of the same run. */
  phases: Partial<Record<Phase, number>>;
}

export const ratiosOf = ({ contest }: Pick<Figures, 'contest'>): Ratio[] =>
  RATIOS.flatMap(({ over, under, phases, aim }) => {
    const [above, below] = [contest[over], contest[under]];
    if (above === undefined || below === undefined) return [];
    const pairs = phases.flatMap((phase) => {
      const [a, b] = [above[phase]?.median, below[phase]?.median];
      return a === undefined || b === undefined ? [] : [[phase, Math.round((a / b) * 100) / 100] as const];
    });
    return [{ over, under, ...(aim === undefined ? {} : { aim }), phases: Object.fromEntries(pairs) }];
  });

export function reportText(figures: Figures): string {
  const names = Object.keys(figures.contest);
  const contest = PHASES.map((phase) => [
    phase,
    ...names.map((name) => {
      const seen = figures.contest[name]?.[phase];
      return seen === undefined ? '–' : spreadText(seen);
    }),
  ]);
  const ratios = ratiosOf(figures).map(({ over, under, phases, aim }) => [
    `${over} / ${under}`,
    ...PHASES.map((phase) => phases[phase]?.toFixed(2) ?? '–'),
    aim ?? '',
  ]);
  const besides = Object.entries(figures.besides).map(([what, seen]) => [what, spreadText(seen)]);
  const machine = Object.entries(figures.machine).map(([what, value]) => `${what} ${value}`);
  return [
    'Milliseconds: median (least–most).',
    tableText([['', ...names], ...contest]),
    'Ratios of medians:',
    tableText([['', ...PHASES, 'aim'], ...ratios]),
    tableText([['besides', 'ms'], ...besides]),
    machine.join(' · '),
  ].join('\n\n');
}
