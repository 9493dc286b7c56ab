// SPDX-License-Identifier: Apache-2.0
import type { Facts } from '../facts.ts';
import type { Step, StepOf } from '../step.ts';
import { shortId } from '../text.ts';
import { STEP_WORDS as EN } from './en/steps.ts';
import { fillHoles } from './fill.ts';
import type { Language } from './languages.ts';
import type { StepWords } from './step-holes.ts';
import { STEP_WORDS as ZH } from './zh/steps.ts';

const WORDS: Readonly<Record<Language, StepWords>> = { en: EN, zh: ZH };

/** What a step does, as part of a sentence without its full stop. */
export function sayStep(language: Language, step: Step): string {
  const words = WORDS[language];
  const place = placeOf(step) === undefined ? words.host : words.inside;
  return fillHoles(language, words[formOf(step)], { ...factsOf(step), place });
}

const placeOf = (step: Step): string | undefined =>
  'link' in step && typeof step.link === 'object'
    ? step.link.sandbox
    : 'sandbox' in step
      ? step.sandbox
      : undefined;

function formOf(step: Step): keyof StepWords {
  switch (step.step) {
    case 'link-add':
      return step.link.parent === undefined ? 'link-add' : 'link-add-on';
    case 'route-add':
    case 'route-delete':
      return step.via === undefined ? step.step : `${step.step}-via`;
    case 'record-put':
      return `record-${verbOf(step)}-${step.collection === 'networks' ? 'network' : 'container'}`;
    case 'container-stop':
      return step.grace === 0 ? 'container-kill' : 'container-stop';
    default:
      return step.step;
  }
}

const verbOf = ({ before, after }: StepOf<'record-put'>): 'add' | 'change' | 'delete' =>
  before === null ? 'add' : after === null ? 'delete' : 'change';

/** The step's own texts and numbers, ids shortened; a record's name is in the record. */
function factsOf(step: Step): Facts {
  if (step.step === 'record-put')
    return { name: nameIn(step.after) ?? nameIn(step.before) ?? shortId(step.id) };
  if (step.step === 'link-add' || step.step === 'link-delete')
    return { kind: step.link.kind, name: step.link.name, parent: step.link.parent ?? '' };
  const plain = Object.entries(step).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number',
  );
  const facts = Object.fromEntries(plain) as Facts;
  return 'container' in step ? { ...facts, container: shortId(step.container) } : facts;
}

function nameIn(record: unknown): string | undefined {
  const spec = (record as { spec?: { name?: unknown } } | null)?.spec;
  return typeof spec?.name === 'string' ? spec.name : undefined;
}
