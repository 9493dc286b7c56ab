// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { Change } from '../change.ts';
import type { NetworkSpec } from '../network.ts';
import { makePlan } from '../planner.ts';
import { container, idOf, link, network, workstation } from '../testing/host.ts';
import { candidatesOf } from './candidates.ts';

const SIX = { subnet: '2001:db8::/64', gateway: '2001:db8::1', reserved: {} };
const POOL = { subnet: '10.77.0.0/24', gateway: '10.77.0.1', reserved: {} };

const onLan = (other: Partial<NetworkSpec> = {}) => {
  const net = network(other);
  return workstation({ networks: [net], containers: [container('a', net, '10.77.0.2/24')] });
};
const connect = (more: { ip?: string; ip6?: string } = {}): Change => ({
  ask: 'network-connect',
  container: 'x',
  endpoint: { network: 'n1', aliases: [], ...more },
});
const ips = (change: Change, seen = onLan(), ahead = 2) =>
  candidatesOf(change, seen, ahead).map(({ ip }) => ip);

describe('what is asked about', () => {
  test('the next free ones, or the one that was named', () => {
    expect(ips(connect())).toEqual(['10.77.0.3', '10.77.0.4']);
    expect(ips(connect({ ip: '10.77.0.99' }))).toEqual(['10.77.0.99']);
    expect(ips(connect(), onLan({ pools: [POOL, SIX] }), 1)).toEqual(['10.77.0.3', '2001:db8::2']);
  });

  test('not again what has been answered', () => {
    const answered = [{ parent: 'eth0', ip: '10.77.0.3', mac: '02:00:00:00:00:03' }];
    expect(ips(connect(), { ...onLan(), answered })).toEqual(['10.77.0.4', '10.77.0.5']);
  });

  test('what a stopped container has kept, and nothing of a running one', () => {
    const start: Change = { ask: 'container-start', container: 'a' };
    const seen = onLan();
    expect(ips(start, seen)).toEqual([]);
    const [one] = seen.containers;
    const stopped = one && { ...one, state: { status: 'exited' as const, remains: false } };
    expect(ips(start, { ...seen, containers: stopped ? [stopped] : [] })).toEqual(['10.77.0.2']);
  });

  test.each([
    ['turned off', { options: { 'lanyard.probe': 'off' } }],
    ['no LAN', { parent: '' }],
    ['routed', { driver: 'ipvlan', mode: 'l3' }],
    ['leased', { ipam: 'dhcp' }],
  ])('nothing: %s', (_, other) => expect(ips(connect(), onLan(other))).toEqual([]));

  test('nothing on a parent that hears nothing', () => {
    const seen = onLan();
    expect(ips(connect(), { ...seen, links: [link('eth0', 2, { carrier: false })] })).toEqual([]);
    expect(ips(connect(), { ...seen, links: [link('eth0', 2, { up: false })] })).toEqual([]);
    expect(ips({ ask: 'network-remove', network: 'n1' }, seen)).toEqual([]);
  });
});

describe('what was answered', () => {
  const answered = [
    { parent: 'eth0', ip: '10.77.0.2', mac: '02:cc:00:00:00:20' },
    { parent: 'eth1', ip: '10.77.0.3', mac: '02:cc:00:00:00:21' },
  ];
  const net = network();
  const kept = container('a', net, '10.77.0.2/24', { state: { status: 'exited', remains: false } });

  test('refuses a start with an address that somebody else has now', () => {
    const seen = workstation({ networks: [net], containers: [kept], answered });
    expect(makePlan({ ask: 'container-start', container: 'a' }, seen)).toMatchObject({
      steps: [],
      findings: [{ code: 'ip-on-lan', facts: { ip: '10.77.0.2', mac: '02:cc:00:00:00:20', parent: 'eth0' } }],
    });
  });

  test('and without the tool to ask with, that is said', () => {
    const codes = (tools: Record<string, string>, options = {}) => {
      const seen = onLan({ options });
      return makePlan(connect(), {
        ...seen,
        containers: seen.containers.map((one) => ({
          ...one,
          spec: { ...one.spec, name: 'x' },
          endpoints: [],
        })),
        host: { ...seen.host, tools },
      }).findings.map(({ code }) => code);
    };
    expect(codes({ ip: '/sbin/ip' })).toEqual(['lan-unasked']);
    expect(codes({ ip: '/sbin/ip' }, { 'lanyard.probe': 'off' })).toEqual([]);
    expect(codes({ ip: '/sbin/ip', 'arp-scan': '/usr/sbin/arp-scan' })).toEqual([]);
  });

  test('the host’s own address is neither given nor asked for, unless the network is not to ask', () => {
    const pools = [
      { subnet: '172.16.86.0/24', gateway: '172.16.86.1', range: '172.16.86.250/31', reserved: {} },
    ];
    const on = (options: Record<string, string>) => {
      const seen = onLan({ pools, options });
      return { ...seen, containers: [{ ...kept, endpoints: [] }] };
    };
    const connectTo = (seen: ReturnType<typeof on>, ip?: string) =>
      makePlan(
        {
          ask: 'network-connect',
          container: 'a',
          endpoint: { network: 'n1', aliases: [], ...(ip ? { ip } : {}) },
        },
        seen,
      );
    expect(ips(connect(), on({}))).toEqual(['172.16.86.251']);
    expect(JSON.stringify(connectTo(on({})).steps)).toContain('172.16.86.251/24');
    expect(connectTo(on({}), '172.16.86.250').findings).toMatchObject([{ code: 'ip-on-host' }]);
    expect(connectTo(on({ 'lanyard.probe': 'off' }), '172.16.86.250').findings).toEqual([]);
  });

  test('counts on its own parent only', () => {
    const seen = workstation({
      networks: [net],
      containers: [container('b', net, '10.77.0.9/24', { spec: { ...kept.spec, id: idOf('b'), name: 'b' } })],
      answered,
    });
    const next = (ip?: string) =>
      makePlan(
        {
          ask: 'network-connect',
          container: 'b',
          endpoint: { network: 'n1', aliases: [], ...(ip ? { ip } : {}) },
        },
        { ...seen, containers: seen.containers.map((one) => ({ ...one, endpoints: [] })) },
      );
    expect(JSON.stringify(next().steps)).toContain('10.77.0.3/24');
    expect(next('10.77.0.2').findings.map(({ code }) => code)).toEqual(['ip-on-lan']);
    expect(next('10.77.0.3').findings).toEqual([]);
  });
});
