// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { bringUp, leftOut, settings, wiring } from './batch.ts';

describe('batch', () => {
  it('makes each end of a cable in its place', () => {
    expect(wiring()).toContain(
      'link add name sw-eth0 index 101 netns switch type veth peer name eth0 netns host address 02:aa:00:00:00:10\n',
    );
  });

  it('gives a link its addresses in the order of the table, then the gateway', () => {
    expect(bringUp('pc', false).split('\n').slice(-5, -1)).toEqual([
      'address add 172.16.86.20/24 broadcast + dev pc0',
      'address add 2001:db8:77::20/64 dev pc0 nodad',
      'route add default via 172.16.86.1',
      'route add default via 2001:db8:77::1',
    ]);
  });

  it('leaves tagged links and their addresses out where there is no 802.1Q, and says which', () => {
    expect(bringUp('router', true)).toContain('link add link r0 name r0.50 type vlan id 50\n');
    expect(bringUp('router', true)).toContain('address add 192.168.50.1/24 broadcast + dev r0.50\n');
    expect(bringUp('router', false)).not.toContain('r0.');
    expect(bringUp('router10', false)).not.toContain('172.16.86.1');
    expect(leftOut(false)).toEqual(['r0.50', 'r0.60', 'r0.218', 'r10.10']);
    expect(leftOut(true)).toEqual([]);
  });

  it('turns forwarding on before what it would reset', () => {
    expect(settings('router').split('\n')[0]).toBe('net/ipv4/ip_forward = 1');
  });
});
