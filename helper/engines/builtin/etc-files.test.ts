// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { HostResolver } from '../../../model/resolver.ts';
import { hostResolver } from '../../observe/resolver.ts';
import { hostsText, resolvConfText, withKept } from './etc-files.ts';

const HEAD =
  '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::\tip6-localnet\n' +
  'ff00::\tip6-mcastprefix\nff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n';
const OWN = { address: '10.77.0.2', names: ['h1', 'c1'] };
const PEER = { address: '10.77.0.3', names: ['c2'] };

describe('/etc/hosts', () => {
  test("begins with Docker 28's lines, then what was asked for, then the part that is kept", () => {
    const text = hostsText([{ address: '10.0.0.5', names: ['nas'] }], [OWN]);
    expect(text.startsWith(`${HEAD}10.0.0.5\tnas\n# Kept by Lanyard`)).toBe(true);
    expect(text).toContain('\n10.77.0.2\th1 c1\n#');
  });

  test('a container comes and goes, and the lines that somebody wrote stay', () => {
    const text = `${hostsText([], [OWN])}10.9.9.9\tmine\n`;
    const with2 = withKept(text, [OWN, PEER]) ?? '';
    expect(with2).toBe(`${hostsText([], [OWN, PEER])}10.9.9.9\tmine\n`);
    expect(withKept(with2, [OWN])).toBe(text);
    expect(withKept(text, [OWN])).toBe(text);
  });

  test('without its marks it is left alone', () => {
    expect(withKept(`${HEAD}10.77.0.2\tc1\n`, [OWN])).toBeUndefined();
    const [begun] = hostsText([], [OWN]).split('# Lines');
    expect(withKept(begun ?? '', [OWN])).toBeUndefined();
  });
});

describe('/etc/resolv.conf', () => {
  const host: HostResolver = {
    file: '/etc/resolv.conf',
    servers: ['192.168.1.1'],
    search: ['lan'],
    options: [],
    unreachable: [],
  };

  test("is the host's, and says where from", () => {
    expect(resolvConfText(host)).toBe(
      "# Made by Lanyard, from the host's /etc/resolv.conf.\nnameserver 192.168.1.1\nsearch lan\n",
    );
  });

  test('has the servers that were asked for', () => {
    const text = resolvConfText(host, { servers: ['9.9.9.9'], search: ['.'], options: ['ndots:0'] });
    expect(text.split('\n').slice(1)).toEqual(['nameserver 9.9.9.9', 'options ndots:0', '']);
    expect(text).not.toContain('/etc/resolv.conf');
  });

  test('without a server it says so, and invents none', () => {
    const text = resolvConfText({ ...host, file: '', servers: [], search: [] });
    expect(text).toMatch(/^# .*no resolver.*\n$/);
  });
});

const folder = mkdtempSync(join(tmpdir(), 'lanyard-etc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the files of a host are read in their order; one that is not there is passed over', () => {
  const [stub, real] = [join(folder, 'stub'), join(folder, 'real')];
  writeFileSync(stub, 'nameserver 127.0.0.53\n');
  writeFileSync(real, 'nameserver 192.168.1.1\n');
  expect(hostResolver([join(folder, 'none'), stub, real])).toMatchObject({
    file: real,
    servers: ['192.168.1.1'],
    unreachable: ['127.0.0.53'],
  });
});
