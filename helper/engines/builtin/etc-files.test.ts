// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Endpoint } from '../../../model/container.ts';
import { hostsText, resolvConfText, usableLines } from './etc-files.ts';

const endpoint = (...addresses: string[]): Endpoint => ({
  network: 'a'.repeat(64),
  spec: { network: 'n', aliases: [] },
  ifname: 'eth0',
  mac: '',
  addresses,
});
const HEAD =
  '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::\tip6-localnet\n' +
  'ff00::\tip6-mcastprefix\nff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n';

test.each([
  ['no network', [], 'c', ''],
  ['one address', [endpoint('10.77.0.2/24')], 'c', '10.77.0.2\tc\n'],
  ['both families', [endpoint('10.77.0.2/24', '2001:db8::2/64')], 'c', '10.77.0.2\tc\n2001:db8::2\tc\n'],
  ['two networks', [endpoint('10.77.0.2/24'), endpoint('10.81.0.2/24')], 'c', '10.77.0.2\tc\n10.81.0.2\tc\n'],
  ['a domain', [endpoint('10.77.0.2/24')], 'c.lan', '10.77.0.2\tc.lan c\n'],
])('/etc/hosts as Docker 28 writes it: %s', (_, endpoints, hostname, tail) => {
  expect(hostsText(endpoints, hostname)).toBe(HEAD + tail);
});

test('comments and loopback resolvers are left out', () => {
  const text =
    '# hello\nnameserver 127.0.0.53\nnameserver ::1\nnameserver 9.9.9.9\nsearch lan\nsortlist 1.2.3.4\n';
  expect(usableLines(text)).toEqual(['nameserver 9.9.9.9', 'search lan']);
});

const folder = mkdtempSync(join(tmpdir(), 'lanyard-etc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a stub resolver sends us to the file behind it; none at all is said', () => {
  const [stub, real] = [join(folder, 'stub'), join(folder, 'real')];
  writeFileSync(stub, 'nameserver 127.0.0.53\n');
  writeFileSync(real, 'nameserver 192.168.1.1\n');
  expect(resolvConfText([stub, real])).toBe(
    `# Made by Lanyard from the host's ${real}.\nnameserver 192.168.1.1\n`,
  );
  expect(resolvConfText([stub, join(folder, 'none')])).toMatch(/no resolver/);
});
