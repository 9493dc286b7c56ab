// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { hostResolverOf, isElsewhere, readResolver, resolverFor, resolverLines } from './resolver.ts';

const file = (name: string, ...lines: string[]) => ({ file: name, text: `${lines.join('\n')}\n` });
const STUB = file(
  '/etc/resolv.conf',
  '# by systemd',
  'nameserver 127.0.0.53',
  'options edns0 trust-ad',
  'search lan',
);

test('comments and unknown words are left out; the last search counts', () => {
  const text =
    '# x\n; y\nnameserver 9.9.9.9\nnameserver\ndomain old\nsearch a b\nsortlist 1.2.3.4\noptions ndots:2\n';
  expect(readResolver(text)).toEqual({ servers: ['9.9.9.9'], search: ['a', 'b'], options: ['ndots:2'] });
});

test.each([
  ['192.168.1.1', true],
  ['2001:db8::1', true],
  ['127.0.0.53', false],
  ['127.1.2.3', false],
  ['0.0.0.0', false],
  ['::1', false],
  ['::', false],
  ['::ffff:127.0.0.1', false],
  ['fe80::1%eth0', false],
  ['router', false],
])('%s answers containers: %s', (server, expected) => {
  expect(isElsewhere(server)).toBe(expected);
});

describe('hostResolverOf', () => {
  test('a stub sends us to the file behind it', () => {
    const real = file('/run/systemd/resolve/resolv.conf', 'nameserver 192.168.1.1', 'search lan');
    expect(hostResolverOf([STUB, real])).toEqual({
      file: real.file,
      servers: ['192.168.1.1'],
      search: ['lan'],
      options: [],
      unreachable: ['127.0.0.53'],
    });
  });

  test('a loopback server beside a real one is left out', () => {
    const mixed = file('/etc/resolv.conf', 'nameserver 127.0.0.1', 'nameserver 10.0.0.1');
    expect(hostResolverOf([mixed])).toMatchObject({ file: mixed.file, servers: ['10.0.0.1'] });
  });

  test('no server is invented; the search is kept', () => {
    expect(hostResolverOf([STUB])).toEqual({
      file: '',
      servers: [],
      search: ['lan'],
      options: ['edns0', 'trust-ad'],
      unreachable: ['127.0.0.53'],
    });
    expect(hostResolverOf([])).toMatchObject({ file: '', servers: [], unreachable: [] });
  });
});

describe('resolverFor', () => {
  const host = { servers: ['10.0.0.1'], search: ['lan'], options: ['ndots:1'] };
  const none = { servers: [], search: [], options: [] };

  test.each([
    ['nothing asked', undefined, host],
    ['a server', { ...none, servers: ['9.9.9.9'] }, { ...host, servers: ['9.9.9.9'] }],
    ['a search', { ...none, search: ['home.arpa'] }, { ...host, search: ['home.arpa'] }],
    ['no search', { ...none, search: ['.'] }, { ...host, search: [] }],
    ['an option', { ...none, options: ['edns0'] }, { ...host, options: ['edns0'] }],
  ])('%s', (_, asked, expected) => {
    expect(resolverFor(host, asked)).toEqual(expected);
  });

  test('as lines', () => {
    expect(resolverLines(host)).toEqual(['nameserver 10.0.0.1', 'search lan', 'options ndots:1']);
    expect(resolverLines(none)).toEqual([]);
  });
});
