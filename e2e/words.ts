// SPDX-License-Identifier: Apache-2.0
import type { Facts } from '../model/facts.ts';
import { screen as en } from '../model/words/en/screen.ts';
import { say } from '../model/words/fill.ts';
import { screen as zh } from '../model/words/zh/screen.ts';
import { fillScreen, type Holes } from '../renderer/state/fill-screen.ts';

const CATALOGUES = { en, 'zh-CN': zh } as const;
export type Language = keyof typeof CATALOGUES;
export const LANGUAGES: readonly Language[] = ['en', 'zh-CN'];
export type Word = keyof typeof en;

/** What the app says in a language; tests look for nothing else. */
export interface Words {
  w: (word: Word, holes?: Holes) => string;
  /** The sentence of a fault or finding. */
  tell: (code: string, facts: Facts) => string;
  /** A word's text with anything in its holes. */
  like: (word: Word) => RegExp;
  /** A code's sentence with anything in its holes. */
  likeCode: (code: string) => RegExp;
}

const anyHoles = (text: string): RegExp =>
  new RegExp(
    text
      .split(/\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+'),
  );

export const wordsOf = (language: Language): Words => ({
  w: (word, holes = {}) => fillScreen(CATALOGUES[language][word], holes),
  tell: (code, facts) => say(language === 'en' ? 'en' : 'zh', code, facts),
  like: (word) => anyHoles(CATALOGUES[language][word]),
  likeCode: (code) => anyHoles(say(language === 'en' ? 'en' : 'zh', code, {})),
});
