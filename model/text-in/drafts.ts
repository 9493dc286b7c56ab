// SPDX-License-Identifier: Apache-2.0
import { isError } from '../finding.ts';
import type { Observation } from '../observation.ts';
import { asIfDone } from './as-if.ts';
import { linesOf } from './clean.ts';
import { composeCommands } from './compose-file.ts';
import { composeRegions } from './compose-region.ts';
import type { Draft, TextIn } from './draft.ts';
import { findCommands } from './find-commands.ts';
import { judge } from './judge.ts';
import { understand, type Wanted } from './understand.ts';

/**
 * Reads any text with docker commands or a Compose file in it. Drafts are judged one after the other on the host as it would be by then.
 * `idOf`: the id of the draft of that number (64 hex digits), chosen by the caller, so that a text read twice gives the same drafts.
 * `isLeft`: drafts that will not be made; those after them are judged without them.
 */
export function readText(
  text: string,
  observation: Observation,
  idOf: (index: number) => string,
  isLeft: (draft: Draft) => boolean = () => false,
): TextIn {
  const lines = linesOf(text);
  const regions = composeRegions(lines);
  const skipped = new Set(regions.flatMap(({ line, last }) => range(line, last)));
  const found = [...findCommands(lines, skipped), ...regions.flatMap(composeCommands)];
  const understood = found
    .flatMap((one) => understand(one) ?? [])
    .sort((a, b) => a.source.line - b.source.line);
  const acts = understood.flatMap((one) => (one.kind === 'act' ? [one.act] : []));
  const wanted = understood.flatMap((one) => (one.kind === 'act' ? [] : [one]));
  const ordered = [
    ...wanted.filter((one) => one.kind === 'network'),
    ...wanted.filter((one) => one.kind === 'container'),
  ];
  return { drafts: judgeInOrder(ordered, observation, idOf, isLeft), acts };
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

function judgeInOrder(
  wanted: readonly Wanted[],
  observation: Observation,
  idOf: (index: number) => string,
  isLeft: (draft: Draft) => boolean,
): Draft[] {
  const drafts: Draft[] = [];
  let seen = observation;
  for (const [index, one] of wanted.entries()) {
    const draft = judge(one, idOf(index), seen, drafts);
    drafts.push(draft);
    if (draft.plan !== undefined && !draft.findings.some(isError) && !isLeft(draft))
      seen = asIfDone(draft.plan, seen);
  }
  return drafts;
}
