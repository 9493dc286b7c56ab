// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { finding } from '../../model/finding.ts';
import { practiceMachine } from '../practice/machine.ts';
import { NetworkForm } from './network-form.svelte.ts';

const seen = practiceMachine({ more: 0, empty: true, stateReadable: true });

function formOn(parent: string): NetworkForm {
  const form = new NetworkForm();
  form.pick(parent, seen);
  return form;
}

const pool = (form: NetworkForm, at: number) => {
  const draft = form.pools[at];
  if (draft === undefined) throw new Error(`no pool ${at}`);
  return draft;
};

describe('specIn', () => {
  it('has what is proposed, and no more', () => {
    expect(formOn('eth0').specIn(seen)).toMatchObject({
      name: 'eth0-lan',
      driver: 'macvlan',
      parent: 'eth0',
      pools: [{ subnet: '172.16.86.0/24', gateway: '172.16.86.1', range: '172.16.86.192/27' }],
      options: { parent: 'eth0' },
    });
  });

  it('no NIC: no parent', () => {
    expect(formOn('').specIn(seen)).not.toHaveProperty('parent');
  });

  it('IPv6 alone says so; a draft that is left empty asks for an IPv4 pool all the same', () => {
    const form = formOn('eth0');
    expect(form.ipv6In(seen)).toEqual({ from: 'advertisements', subnet: '2001:db8:86::/64' });
    form.addPool({ subnet: '2001:db8:86::/64', gateway: '2001:db8:86::1', reserved: {} });
    expect(form.ipv6In(seen)).toBeUndefined();
    expect(form.specIn(seen)).toMatchObject({ ipv6: true, pools: [{}, { subnet: '2001:db8:86::/64' }] });
    Object.assign(pool(form, 0), { subnet: '', gateway: '', range: '', reserved: '' });
    expect(form.specIn(seen)).not.toHaveProperty('ipv4');
    form.dropPool(0);
    expect(form.specIn(seen)).toMatchObject({ ipv4: false });
  });

  it('DHCP takes the place of IPv4 pools, and comes back to them', () => {
    const form = formOn('eth0');
    form.addPool({ subnet: 'fd00:86::/64', reserved: {} });
    form.ipam = 'dhcp';
    expect(form.specIn(seen)).toMatchObject({ ipam: 'dhcp', pools: [{ subnet: 'fd00:86::/64' }] });
    expect(form.specIn(seen)).not.toHaveProperty('ipv4');
    Object.assign(pool(form, 0), { subnet: '' });
    expect(form.typed).toEqual([]);
    form.pick('', seen);
    expect(form.specIn(seen)).toMatchObject({ ipam: 'default' });
    form.pick('eth0', seen);
    form.ipam = 'default';
    Object.assign(pool(form, 0), { subnet: '', gateway: '172.16.86.1' });
    expect(form.typed.map(({ field }) => field)).toContain('pools.0.gateway');
  });

  it('what is Lanyard’s own is asked for only when it is not as usual', () => {
    const form = formOn('eth0');
    for (const key of ['slaac', 'hostAccess']) expect(form.specIn(seen)).not.toHaveProperty(key);
    expect(form.specIn(seen).options).toEqual({ parent: 'eth0' });
    Object.assign(form, { slaac: true, hostAccess: true, probe: false });
    expect(form.specIn(seen)).toMatchObject({
      slaac: true,
      hostAccess: true,
      options: { 'lanyard.probe': 'off' },
    });
  });

  it('a repair of the driver', () => {
    const form = formOn('wlan0');
    expect(form.driver).toBe('ipvlan');
    form.choose('macvlan');
    form.repair('driver', 'ipvlan', seen);
    expect(form.driver).toBe('ipvlan');
  });

  it('ipvlan’s flag goes with ipvlan', () => {
    const form = formOn('eth0');
    form.choose('ipvlan');
    form.flag = 'private';
    expect(form.specIn(seen)).toMatchObject({ flag: 'private', options: { ipvlan_flag: 'private' } });
    form.choose('macvlan');
    expect(form.specIn(seen)).not.toHaveProperty('flag');
  });
});

describe('what is typed and not in the spec is said', () => {
  it.each([
    ['an MTU that is none', 'mtu', (form: NetworkForm) => Object.assign(form, { mtu: 'abc' })],
    [
      'a gateway without a subnet',
      'pools.0.gateway',
      (form: NetworkForm) => Object.assign(pool(form, 0), { subnet: ' ' }),
    ],
    [
      'a name twice',
      'pools.0.reserved',
      (form: NetworkForm) => Object.assign(pool(form, 0), { reserved: 'a=10.0.0.1 a=10.0.0.2' }),
    ],
  ])('%s', (_, field, type) => {
    const form = formOn('eth0');
    expect(form.typed).toEqual([]);
    type(form);
    expect(form.typed.map((one) => one.field)).toContain(field);
  });
});

it('findings of the spec stand at the drafts that they are about, and repair those', () => {
  const form = formOn('eth0');
  form.addPool({ subnet: '10.9.0.7/24', reserved: {} });
  Object.assign(pool(form, 0), { subnet: '', gateway: '', range: '', reserved: '' });
  const said = finding(
    'subnet-host-bits',
    { subnet: '10.9.0.7/24', meant: '10.9.0.0/24' },
    'pools.0.subnet',
    {
      field: 'pools.0.subnet',
      value: '10.9.0.0/24',
    },
  );
  const [placed] = form.placed([said]);
  expect(placed?.field).toBe('pools.1.subnet');
  form.repair(placed?.repair?.field ?? '', placed?.repair?.value ?? '', seen);
  expect(pool(form, 1).subnet).toBe('10.9.0.0/24');
});
