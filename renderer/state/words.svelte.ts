// SPDX-License-Identifier: Apache-2.0
import type { Facts } from '../../model/facts.ts';
import { screen as en } from '../../model/words/en/screen.ts';
import { listOf, say } from '../../model/words/fill.ts';
import { screen as zh } from '../../model/words/zh/screen.ts';
import { fillScreen, type Holes } from './fill-screen.ts';

export const CATALOGUES = { en, 'zh-CN': zh } as const;
export type Language = keyof typeof CATALOGUES;
export type Word = keyof typeof en;

class Words {
  language = $state<Language>('en');
}

export const words = new Words();

/** A text of the screens in the present language; a list in a hole is joined as that language does. */
export function w(
  word: Word,
  holes: Readonly<Record<string, Holes[string] | readonly string[]>> = {},
): string {
  const texts = Object.entries(holes).map(([name, value]) => [
    name,
    typeof value === 'object' ? listOf(wordLanguage(), value) : value,
  ]);
  return fillScreen(CATALOGUES[words.language][word], Object.fromEntries(texts) as Holes);
}

/** The sentence of a finding's, fault's or cause's code. */
export const tell = (code: string, facts: Facts): string => say(wordLanguage(), code, facts);

/** The present language as the model's catalogues call it. */
export const wordLanguage = (): 'en' | 'zh' => (words.language === 'en' ? 'en' : 'zh');

/** The desktop's language, as far as there is a catalogue for it. */
export const desktopLanguage = (wanted: readonly string[]): Language =>
  wanted[0]?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
