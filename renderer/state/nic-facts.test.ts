// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { linkNamed } from '../../model/link.ts';
import { practiceMachine } from '../practice/machine.ts';
import { fitnessOf, shortOf } from './nic-facts.ts';

const seen = practiceMachine({ more: 0, empty: true, stateReadable: true });

describe('a link as a parent, in three words', () => {
  it.each([
    ['eth0', 'Fits'],
    ['enp5s0', 'No cable'],
    ['enp6s0', 'Port of br0'],
    ['wlan0', 'Wi-Fi: ipvlan only'],
  ])('%s: %s', (name, word) => {
    const link = linkNamed(seen.links, name);
    if (link === undefined) throw new Error(name);
    expect(shortOf(link, fitnessOf(link, seen))).toBe(word);
  });

  it('a virtual machine’s', () => {
    const host = { ...seen.host, machine: { hypervisor: 'vmware' as const, modules: {} } };
    const eth0 = linkNamed(seen.links, 'eth0');
    if (eth0 === undefined) throw new Error('eth0');
    const link = { ...eth0, driver: 'vmxnet3' };
    const fit = fitnessOf(link, { ...seen, host });
    expect(fit).toMatchObject({ grade: 'poor', sign: 'attention' });
    expect(fit.findings[0]?.repair).toEqual({ field: 'driver', value: 'ipvlan' });
    expect(shortOf(link, fit)).toBe('VM: check its switch');
  });
});
