// SPDX-License-Identifier: Apache-2.0
// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { screen as en } from '../model/words/en/screen.ts';
import { screen as zh } from '../model/words/zh/screen.ts';

const files = readdirSync(new URL('.', import.meta.url), { recursive: true }).map(String);
const sources = files
  .filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => ({ name, text: readFileSync(new URL(name, import.meta.url), 'utf8') }));

const holes = (template: string): string[] =>
  [...new Set([...template.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))].sort();

describe('the two catalogues', () => {
  it('have the same words', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(Object.entries(zh))('%s has text and only holes that English fills', (key, text) => {
    expect(text).not.toBe('');
    const known = holes(en[key as keyof typeof en]);
    expect(known).toEqual(expect.arrayContaining(holes(text)));
  });

  it('write Chinese with full-width punctuation and a blank before Latin', () => {
    for (const [key, text] of Object.entries(zh)) {
      expect(`${key} ${/[\u4e00-\u9fff][,;:?!()]|[,;?!()][\u4e00-\u9fff]/.test(text)}`).toBe(`${key} false`);
      expect(`${key} ${/[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/.test(text)}`).toBe(
        `${key} false`,
      );
    }
  });

  it('neither shout nor blame', () => {
    for (const text of [...Object.values(en), ...Object.values(zh)])
      expect(text).not.toMatch(/[!！]|\bError\b|错误：/);
  });

  it('have no word that nothing says', () => {
    const all = sources.map(({ text }) => text).join('\n');
    const stems = [...all.matchAll(/[`'"]([a-z-]+)\.\$\{/g)].map(([, stem]) => stem);
    const unsaid = Object.keys(en).filter(
      (key) =>
        !all.includes(`'${key}'`) && !all.includes(`"${key}"`) && !stems.includes(key.split('.')[0] ?? ''),
    );
    expect(unsaid).toEqual([]);
  });
});

/** Marks and signs that are no word: separators, and units that stand in no catalogue because they are the same in all. */
const NO_WORD = /^[\s\d·@/+%()#:.,|–—-]*$/;

const SPOKEN = ['title', 'aria-label', 'placeholder', 'alt'];

interface Node {
  type: string;
  name?: string;
  data?: string;
  value?: unknown;
  [key: string]: unknown;
}

function texts(node: unknown, found: string[] = []): string[] {
  if (Array.isArray(node)) for (const one of node) texts(one, found);
  else if (typeof node === 'object' && node !== null) {
    const here = node as Node;
    if (here.type === 'Text') found.push(here.data ?? '');
    if (here.type === 'HtmlTag') found.push('{@html}');
    if (here.type === 'StyleDirective') return found;
    if (here.type === 'Attribute' && !SPOKEN.includes(here.name ?? '')) return found;
    for (const [key, value] of Object.entries(here)) if (key !== 'parent') texts(value, found);
  }
  return found;
}

describe('components', () => {
  const drawn = sources.filter(({ name }) => name.endsWith('.svelte'));
  it.each(drawn.map(({ name, text }) => [name, text]))(
    '%s has no word of its own, and no markup from data',
    (name, text) => {
      const { fragment } = parse(text, { modern: true, filename: name });
      expect(texts(fragment).filter((one) => !NO_WORD.test(one))).toEqual([]);
    },
  );
});
