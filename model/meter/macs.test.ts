// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { Link } from '../link.ts';
import { container, idOf, link, network, workstation } from '../testing/host.ts';
import { macMeter } from './macs.ts';

const virtual = (name: string, ifindex: number, kind: string, other: Partial<Link> = {}) =>
  link(name, ifindex, { kind, medium: 'virtual', parent: 2, ...other });

const mac = (at: number): string => `02:42:0a:4d:00:${at.toString(16).padStart(2, '0')}`;

/** eth0 with a macvlan network on it and one on its VLAN, an ipvlan one on eth1, a shim and somebody's macvlan. */
function crowd(running: number) {
  const host = workstation();
  const nic = host.links.find(({ name }) => name === 'eth0') as Link;
  const on = network({ parent: 'eth0' }, host);
  const tagged = network({ id: idOf('b'), name: 'n2', parent: 'eth0.60' }, host);
  const shared = network({ id: idOf('d'), name: 'n3', driver: 'ipvlan', parent: 'eth1' }, host);
  const containers = Array.from({ length: running }, (_, at) => {
    const made = container(`c${at}`, at % 2 === 0 ? on : tagged, `10.77.0.${at + 2}/24`);
    const endpoints = made.endpoints.map((one) => ({ ...one, mac: mac(at + 2) }));
    return { ...made, spec: { ...made.spec, id: idOf(at.toString(16)) }, endpoints };
  });
  const links = [
    // A sub-interface has its NIC's MAC.
    ...host.links.map((one) => (one.name === 'eth0.60' ? { ...one, mac: nic.mac } : one)),
    virtual('ly-aaaaaaaaaa', 30, 'macvlan'),
    virtual('theirs', 31, 'macvlan', { parent: 8 }),
    virtual('elsewhere', 32, 'macvlan', { parentElsewhere: true }),
  ];
  const stopped = {
    ...container('z', on, '10.77.0.99/24'),
    state: { status: 'exited', remains: false } as const,
  };
  const networks = [on, tagged, shared];
  return { nic, seen: workstation({ links, networks, containers: [...containers, stopped] }) };
}

test.each<[running: number, count: number, code: string | undefined]>([
  [0, 3, 'macs-several'],
  [4, 7, 'macs-several'],
  [29, 32, 'macs-several'],
  [30, 33, 'macs-many'],
])('%i containers run: %i MACs', (running, count, code) => {
  const { nic, seen } = crowd(running);
  const meter = macMeter(nic, seen);
  expect(meter).toMatchObject({ containers: running, links: 2 });
  expect(meter.macs).toHaveLength(count);
  expect(meter.finding?.code).toBe(code);
});

test('ipvlan adds none, and one MAC is nothing to speak of', () => {
  const { seen } = crowd(2);
  const eth1 = seen.links.find(({ name }) => name === 'eth1') as Link;
  const on = seen.networks[2];
  if (on === undefined) throw new Error('no ipvlan network');
  const containers = [container('a', on, '10.77.0.2/24')];
  expect(macMeter(eth1, { ...seen, containers })).toEqual({ macs: [eth1.mac], containers: 0, links: 0 });
});

test('the limit that is named is the highest that is passed', () => {
  const { nic, seen } = crowd(7);
  expect(macMeter(nic, seen).finding?.facts).toEqual({ nic: 'eth0', count: 10, limit: 8 });
});
