// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { parseArpScan } from './arp.ts';

test('arp-scan’s lines', () => {
  const output =
    '172.16.86.1\t02:bb:00:00:00:01\t(Unknown: locally administered)\n' +
    '172.16.86.20\tB8:27:EB:46:10:AA\tRaspberry Pi Foundation\n' +
    'WARNING: something\n\n172.16.86\t02:00\t\n';
  expect(parseArpScan(output)).toEqual([
    { ip: '172.16.86.1', mac: '02:bb:00:00:00:01' },
    { ip: '172.16.86.20', mac: 'b8:27:eb:46:10:aa', maker: 'Raspberry Pi Foundation' },
  ]);
});
