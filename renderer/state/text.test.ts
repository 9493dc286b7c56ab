// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { plainText } from '../terminal/plain-text.ts';
import { fillScreen } from './fill-screen.ts';
import { bytes, rate, since, speed, splitAddress } from './format.ts';
import { readPlace, writePlace } from './place.svelte.ts';
import { freeName } from './run-form.svelte.ts';
import { Series, sparkPath } from './series.ts';

describe('figures', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1500, '1.5 kB'],
    [123_456_789, '123 MB'],
  ])('%d is %s', (count, text) => expect(bytes(count)).toBe(text));
  it('have units', () => {
    expect([rate(2_400_000), speed(1000), speed(2500), speed(100)]).toEqual([
      '2.4 MB/s',
      '1 Gb/s',
      '2.5 Gb/s',
      '100 Mb/s',
    ]);
    expect(since(0, 3 * 86_400_000 + 5)).toEqual({ unit: 'days', count: 3 });
    expect(since(10, 5)).toEqual({ unit: 'seconds', count: 0 });
  });
});

describe('splitAddress', () => {
  it.each([
    ['172.16.86.130/24', '172.16.86', '.130', '/24'],
    ['10.1.2.3/8', '10', '.1.2.3', '/8'],
    ['10.1.2.3/27', '10.1.2', '.3', '/27'],
    ['2001:db8:77::130/64', '2001:db8:77', '::130', '/64'],
    ['2001:db8:1:2:3:4:5:6/64', '2001:db8:1:2', ':3:4:5:6', '/64'],
    ['<b>/x', '', '<b>', '/x'],
  ])('%s', (text, network, host, prefix) => expect(splitAddress(text)).toEqual({ network, host, prefix }));
});

describe('fillScreen', () => {
  it('fills holes and chooses forms', () => {
    expect(fillScreen('{count} {count|thing needs|things need} you', { count: 1 })).toBe('1 thing needs you');
    expect(fillScreen('{count} {count|thing needs|things need} you', { count: 3 })).toBe('3 things need you');
    expect(fillScreen('{name}', { name: '{other}' })).toBe('{other}');
    expect(fillScreen('{missing}', {})).toBe('{missing}');
  });
});

describe('place', () => {
  it('survives a reload', () => {
    const where = {
      screen: 'containers',
      subject: { kind: 'container', key: 'a b' },
      about: undefined,
    } as const;
    expect(readPlace(writePlace(where))).toEqual(where);
    expect(readPlace('#/nonsense?x=1').screen).toBe('overview');
  });
});

describe('series', () => {
  it('keeps ten minutes and breaks the line where nothing came back', () => {
    const series = Array.from({ length: 700 }).reduce<Series>((all, _, at) => all.and(at), new Series());
    expect(series.points).toHaveLength(600);
    expect(sparkPath([1, undefined, 2], 10, 10)).toBe('M0 5M10 0');
  });
});

it('a free name', () => expect(freeName('ghcr.io/a/nginx:1', ['nginx', 'nginx-2'])).toBe('nginx-3'));

describe('plainText', () => {
  it.each([
    ['\x1b[31mred\x1b[0m', 'red'],
    ['\x1b]0;title\x07after', 'after'],
    ['a\x00b\tc', 'ab\tc'],
    ['user\u202egpj.exe', 'user\ufffdgpj.exe'],
    ['<b>bold</b>', '<b>bold</b>'],
  ])('%j', (text, plain) => expect(plainText(text)).toBe(plain));
});
