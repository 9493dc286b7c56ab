// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Starting a process costs 80 ms in the guest, `ip netns exec` 370 ms: hence -n and -batch. */
const ip = (words: string): string => execFileSync('ip', words.split(' '), { encoding: 'utf8' });
const batch = (netns: string, lines: string[]): string =>
  execFileSync('ip', ['-n', netns, '-batch', '-'], { encoding: 'utf8', input: lines.join('\n') });

interface Link {
  linkinfo: { info_kind: string; info_data?: Record<string, unknown> };
}
const seen = (netns: string, name: string): Link => JSON.parse(ip(`-n ${netns} -d -j link show ${name}`))[0];

const A = 'smoke-a';
const B = 'smoke-b';
const ping = (to: string) => ip(`netns exec ${A} ping -n -c 1 -W 2 ${to}`);

const tagged = (id: number, address: string, parent: string) => [
  `link add link ${parent} name tag${id} type vlan id ${id}`,
  `address add ${address} dev tag${id}`,
  `link set tag${id} up`,
];

beforeEach(() => {
  ip(`netns add ${A}`);
  ip(`netns add ${B}`);
  ip(`link add a0 netns ${A} type veth peer name b0 netns ${B}`);
  batch(A, ['link set a0 up']);
  batch(B, ['link set b0 up']);
});

afterEach(() => {
  ip(`netns del ${A}`);
  ip(`netns del ${B}`);
});

describe('the guest kernel', () => {
  it('makes an 802.1Q sub-interface, an ipvlan in each mode and a dummy', () => {
    batch(A, ['link add link a0 name a0.50 type vlan id 50', 'link add none type dummy']);
    expect(seen(A, 'a0.50').linkinfo).toMatchObject({
      info_kind: 'vlan',
      info_data: { protocol: '802.1Q', id: 50 },
    });
    expect(seen(A, 'none').linkinfo.info_kind).toBe('dummy');
    for (const mode of ['l2', 'l3', 'l3s']) {
      batch(A, [`link add link a0 name child type ipvlan mode ${mode}`]);
      expect(seen(A, 'child').linkinfo).toMatchObject({ info_kind: 'ipvlan', info_data: { mode } });
      batch(A, ['link del child']);
    }
  });

  it('carries VLAN 50 from one namespace to another, and to no other tag', () => {
    batch(A, tagged(50, '192.168.50.1/24', 'a0'));
    batch(B, tagged(50, '192.168.50.2/24', 'b0'));
    expect(ping('192.168.50.2')).toContain('1 received');

    batch(B, ['link del tag50', ...tagged(51, '192.168.50.2/24', 'b0')]);
    batch(A, ['neighbour flush dev tag50']);
    expect(() => ping('192.168.50.2')).toThrow();
  });
});
