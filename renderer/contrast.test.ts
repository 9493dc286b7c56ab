// SPDX-License-Identifier: Apache-2.0
// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

const COLOUR =
  /--([\w-]+):\s*light-dark\(oklch\(([\d.]+) ([\d.]+) ([\d.]+)\), oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)\)/g;

type Linear = readonly [number, number, number];

/** OKLCH to linear sRGB (B. Ottosson's OKLab matrices), clipped to what a screen shows. */
function linear(lightness: number, chroma: number, hue: number): Linear {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

const luminance = ([r, g, b]: Linear): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** WCAG 2.2's contrast ratio, 1 to 21. */
function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

const tokens = { light: new Map<string, number>(), dark: new Map<string, number>() };
for (const [, name = '', ...numbers] of css.matchAll(COLOUR)) {
  const [l1 = 0, c1 = 0, h1 = 0, l2 = 0, c2 = 0, h2 = 0] = numbers.map(Number);
  tokens.light.set(name, luminance(linear(l1, c1, h1)));
  tokens.dark.set(name, luminance(linear(l2, c2, h2)));
}

const GROUNDS = ['rail', 'ground', 'card', 'hover', 'selected'];
const TEXTS = ['text', 'text-dim', 'text-faint'];
const STATES = ['ok', 'warn', 'bad'];

const PAIRS: [front: string, back: string, least: number][] = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground): [string, string, number] => [text, ground, 4.5])),
  ...['accent', ...STATES].flatMap((state) =>
    GROUNDS.map((ground): [string, string, number] => [`${state}-text`, ground, 4.5]),
  ),
  ...STATES.flatMap((state): [string, string, number][] => [
    [`${state}-text`, `${state}-soft`, 4.5],
    ['text', `${state}-soft`, 4.5],
    ['text-dim', `${state}-soft`, 4.5],
  ]),
  ...['text', 'text-dim', 'text-faint', 'ok-text', 'warn-text', 'bad-text'].map(
    (text): [string, string, number] => [text, 'accent-soft', 4.5],
  ),
  ['accent-ink', 'accent', 4.5],
  ['accent-ink', 'accent-hover', 4.5],
  ...['ok', 'warn', 'bad', 'unknown', 'focus'].flatMap((shape) =>
    [...GROUNDS, 'accent-soft'].map((ground): [string, string, number] => [shape, ground, 3]),
  ),
];

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  it.each(PAIRS)('%s on %s has at least %s', (front, back, least) => {
    const [one, other] = [tokens[theme].get(front), tokens[theme].get(back)];
    if (one === undefined || other === undefined) throw new Error(`no token ${front} or ${back}`);
    expect(contrast(one, other)).toBeGreaterThanOrEqual(least);
  });
});
