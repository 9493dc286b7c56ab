// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readMtu, readPriority, readReserved, type Typed, writeReserved } from './typed.ts';

const codes = ({ findings }: Typed<unknown>): string[] => findings.map(({ code }) => code);

describe('readMtu', () => {
  it.each([
    ['', undefined],
    [' 1500 ', 1500],
    ['68', 68],
    ['65535', 65535],
  ])('%j', (text, value) => expect(readMtu(text)).toEqual({ ...(value && { value }), findings: [] }));

  it.each(['abc', '67', '65536', '1e3', '0x5dc', '1500.0', '1 500', '-1500', '99999999999999999999'])(
    '%j is refused, never dropped',
    (text) => expect(codes(readMtu(text))).toEqual(['mtu-bad']),
  );
});

describe('readPriority', () => {
  it.each(['-5', '0', '10'])('%j', (text) => expect(readPriority(text, 'x').value).toBe(Number(text)));
  it.each(['high', '1.5', '2147483648'])('%j is refused', (text) =>
    expect(readPriority(text, 'endpoints.0.gatewayPriority').findings).toMatchObject([
      { code: 'gateway-priority-bad', field: 'endpoints.0.gatewayPriority' },
    ]),
  );
});

describe('readReserved', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['', {}, []],
    ['printer=10.0.0.9, 10.0.0.10', { printer: '10.0.0.9', 'kept-10.0.0.10': '10.0.0.10' }, []],
    ['a=10.0.0.9，b=10.0.0.8', { a: '10.0.0.9', b: '10.0.0.8' }, []],
    ['a=10.0.0.9 a=10.0.0.8', { a: '10.0.0.9' }, ['reserved-name-twice']],
    ['=10.0.0.9', {}, ['reserved-unnamed']],
    ['__proto__=10.0.0.9', {}, []],
  ])('%j', (text, value, said) => {
    const read = readReserved(text, 'pools.0.reserved');
    expect(read.value).toEqual(value);
    expect(codes(read)).toEqual(said);
  });

  it('is what writeReserved wrote', () => {
    const reserved = { printer: '10.0.0.9', 'kept-10.0.0.10': '10.0.0.10' };
    expect(readReserved(writeReserved(reserved), 'x').value).toEqual(reserved);
  });
});
