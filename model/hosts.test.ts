// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { directoryOf, type Named, ownLines, peerLines } from './hosts.ts';
import { idOf } from './testing/host.ts';

const on = (network: string, addresses: string[], aliases: string[] = []) => ({
  network: idOf(network),
  spec: { network, aliases },
  addresses,
});
const named = (id: string, name: string, endpoints: Named['endpoints'], hostname?: string): Named => ({
  spec: { id: idOf(id), name, ...(hostname === undefined ? {} : { hostname }) },
  endpoints,
});
const c1 = named('1', 'c1', [on('a', ['10.77.0.2/24', '2001:db8::2/64'], ['web'])], 'h1');
const c2 = named('2', 'c2', [on('a', ['10.77.0.3/24'])]);
const both = named('3', 'both', [on('a', ['10.77.0.4/24'], ['x']), on('b', ['10.81.0.4/24'], ['y'])]);

test('its own lines: host name first, then what it answers to', () => {
  expect(ownLines(c1)).toEqual([
    { address: '10.77.0.2', names: ['h1', 'c1', 'web', '111111111111'] },
    { address: '2001:db8::2', names: ['h1', 'c1', 'web', '111111111111'] },
  ]);
  expect(ownLines(c2)).toEqual([{ address: '10.77.0.3', names: ['222222222222', 'c2'] }]);
});

test("a domain name's first part is a name as well", () => {
  expect(ownLines(named('1', 'c1', c2.endpoints, 'nas.home.arpa'))[0]?.names).toEqual([
    'nas.home.arpa',
    'nas',
    'c1',
    '111111111111',
  ]);
});

test('others on a common network, both families, by name, alias, short id and host name', () => {
  expect(peerLines(c2, directoryOf([c1, c2]))).toEqual([
    { address: '10.77.0.2', names: ['c1', 'web', '111111111111', 'h1'] },
    { address: '2001:db8::2', names: ['c1', 'web', '111111111111', 'h1'] },
  ]);
});

test('of a network that is not common, nothing: neither address nor alias', () => {
  expect(peerLines(c1, directoryOf([both]))).toEqual([
    { address: '10.77.0.4', names: ['both', 'x', '333333333333'] },
  ]);
  expect(peerLines(named('4', 'c4', []), directoryOf([c1, both]))).toEqual([]);
});

test('an alias cannot write lines of its own', () => {
  const odd = named('5', 'odd', [on('a', ['10.77.0.5/24'], ['a b', 'x\n6.6.6.6 bank', '#c', 'ö'])]);
  expect(peerLines(c1, directoryOf([odd]))[0]?.names).toEqual(['odd', 'ö', '555555555555']);
});
