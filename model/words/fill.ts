// SPDX-License-Identifier: Apache-2.0
import type { Code } from '../codes.ts';
import type { Facts } from '../facts.ts';
import { CODE_WORDS as EN } from './en/codes.ts';
import type { Language } from './languages.ts';
import { CODE_WORDS as ZH } from './zh/codes.ts';

const CODE_WORDS: Readonly<Record<Language, Readonly<Record<Code, string>>>> = { en: EN, zh: ZH };

/** How a language joins a list, and what it says for an empty one. */
const LISTS: Readonly<Record<Language, (items: readonly string[]) => string>> = {
  en: (items) => {
    const last = items.at(-1);
    if (last === undefined) return 'none';
    return items.length === 1 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
  },
  zh: (items) => (items.length === 0 ? '无' : items.join('、')),
};

export const listOf = (language: Language, items: readonly string[]): string => LISTS[language](items);

/** The sentence of a fault or a finding. A code that this version has no words for stands for itself, with its facts. */
export function say(language: Language, code: string, facts: Facts): string {
  const words = Object.hasOwn(CODE_WORDS[language], code) ? CODE_WORDS[language][code as Code] : undefined;
  return words === undefined ? `${code} ${JSON.stringify(facts)}` : fillHoles(language, words, facts);
}

/** Puts facts into `{holes}`. A hole without a fact stays, so that it is seen. */
export function fillHoles(language: Language, words: string, facts: Facts): string {
  const filled = words.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (fact === undefined) return hole;
    return Array.isArray(fact) ? listOf(language, fact) : String(fact);
  });
  // A reason that another program gave may end in a full stop of its own.
  return filled.replace(/(?<!\.)\.\.(?=\s|$)/g, '.').replace(/\.。/g, '。');
}

/** The names of the holes, in order. */
export const holesOf = (words: string): string[] =>
  [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
