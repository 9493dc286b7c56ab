// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Reach } from '../../model/reach.ts';
import { practiceMachine } from '../practice/machine.ts';
import { pulseReach } from '../practice/pulse.ts';
import { changeWord } from './change-words.ts';
import { differencesOf } from './differences.ts';
import { findingsAt, findingsElsewhere } from './findings-at.ts';
import { lanesOf, nicUnder } from './lanes.ts';
import { fitnessOf } from './nic-facts.ts';
import { ReachIndex } from './reach-index.ts';
import { signOfContainer, signOfReach, worstOf } from './sign.ts';
import { firstBroken, stationsOf } from './stations.ts';
import { troublesOf, verdictOf } from './troubles.ts';

const seen = practiceMachine({ more: 0, empty: false, stateReadable: true });
const everyone = (): boolean => true;
const index = (trouble: boolean): ReachIndex => new ReachIndex().with(pulseReach(seen, 1, trouble), everyone);
const named = (name: string) => {
  const container = seen.containers.find((one) => one.spec.name === name);
  if (container === undefined) throw new Error(name);
  return container;
};
const link = (name: string) => {
  const found = seen.links.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const without = (name: string) => ({
  ...seen,
  links: seen.links.map((one) => (one.name === name ? { ...one, carrier: false } : one)),
});

describe('signs', () => {
  const reach = (measured: Reach['measured']): Reach => ({
    from: '',
    network: '',
    target: 'gateway',
    to: '',
    ip: '10.0.0.1',
    family: 4,
    predicted: 'yes',
    measured,
  });
  it.each([
    [{ neighbour: 'yes', echo: 'yes', rtt: 0.3, loss: 0, at: 0 }, 'reachable'],
    [{ neighbour: 'yes', echo: 'yes', rtt: 0.3, loss: 0.3, at: 0 }, 'degraded'],
    [{ neighbour: 'yes', echo: 'yes', rtt: 400, loss: 0, at: 0 }, 'degraded'],
    [{ neighbour: 'yes', echo: 'no', loss: 1, at: 0 }, 'reachable'],
    [{ neighbour: 'no', echo: 'no', loss: 1, at: 0 }, 'unreachable'],
    [{ neighbour: 'unknown', echo: 'unknown', at: 0 }, 'unknown'],
    [undefined, 'unknown'],
  ] as const)('%o is %s', (measured, sign) => expect(signOfReach(reach(measured))).toBe(sign));

  it('a container is as well as the worst of its gateways', () => {
    expect(signOfContainer(named('web'), index(true).of(named('web').spec.id))).toBe('reachable');
    expect(signOfContainer(named('unifi'), index(true).of(named('unifi').spec.id))).toBe('degraded');
    expect(signOfContainer(named('nas-sync'), [])).toBe('stopped');
    expect(worstOf(['reachable', 'unreachable', 'degraded'])).toBe('unreachable');
  });
});

describe('lanes', () => {
  it('hang networks on their NIC, through the sub-interface', () => {
    const [first] = lanesOf(seen);
    expect(first?.name).toBe('eth0');
    expect(first?.networks.map((on) => [on.network.spec.name, on.through?.name, on.seats.length])).toEqual([
      ['lan', undefined, 4],
      ['iot', 'eth0.50', 3],
    ]);
  });

  it('keep a lane for a parent that is gone', () => {
    const gone = { ...seen, links: seen.links.filter((one) => !one.name.startsWith('eth0')) };
    expect(lanesOf(gone).find((lane) => lane.name === 'eth0')?.link).toBeUndefined();
  });

  it('find the NIC under a sub-interface', () => expect(nicUnder(seen.links, 'eth0.50')?.name).toBe('eth0'));
});

describe('fitness', () => {
  it.each([
    ['eth0', 'fits'],
    ['br0', 'fits'],
    ['wlan0', 'poor'],
    ['enp5s0', 'poor'],
    ['enp6s0', 'never'],
    ['lo', 'never'],
  ])('%s %s', (name, grade) => expect(fitnessOf(link(name), seen).grade).toBe(grade));
});

describe('stations', () => {
  it('go from the container to the gateway and stop at the first that is not well', () => {
    const container = named('zigbee2mqtt');
    const [endpoint] = container.endpoints;
    if (endpoint === undefined) throw new Error('no endpoint');
    const stations = stationsOf(container, endpoint, seen, index(true).of(container.spec.id));
    expect(stations.map((one) => `${one.at} ${one.name} ${one.sign}`)).toEqual([
      'container eth0 reachable',
      'network iot reachable',
      'vlan eth0.50 reachable',
      'nic eth0 reachable',
      'gateway 192.168.50.1 unreachable',
    ]);
    expect(firstBroken(stations)?.at).toBe('gateway');
  });
});

describe('troubles', () => {
  it('are none on a healthy host', () => {
    expect(troublesOf(seen, index(false))).toEqual([]);
    expect(verdictOf([])).toBe('reachable');
  });

  it('come worst first', () => {
    expect(troublesOf(seen, index(true)).map((one) => [one.code, one.name])).toEqual([
      ['gateway-silent', 'zigbee2mqtt'],
      ['gateway-lossy', 'unifi'],
    ]);
  });

  it('name the link once instead of every container over it', () => {
    const broken = without('eth0');
    const silent = pulseReach(seen, 1, false).map((one) => ({
      ...one,
      measured: { neighbour: 'no' as const, echo: 'no' as const, at: 0 },
    }));
    const troubles = troublesOf(broken, new ReachIndex().with(silent, everyone));
    expect(troubles.map((one) => one.code)).toEqual(['parent-no-carrier', 'gateway-silent-many']);
  });
});

describe('differences', () => {
  it('tell what the kernel and the state folder did', () => {
    const after = {
      ...without('eth0'),
      at: 5,
      containers: seen.containers
        .slice(1)
        .map((one) =>
          one.spec.name === 'web' ? { ...one, state: { ...one.state, status: 'exited' as const } } : one,
        ),
    };
    expect(differencesOf(seen, after)).toEqual([
      { at: 5, code: 'link-no-carrier', name: 'eth0' },
      { at: 5, code: 'container-exited', name: 'web' },
      { at: 5, code: 'container-gone', name: 'pihole' },
    ]);
    expect(differencesOf(seen, { ...seen })).toEqual([]);
  });

  it('a shim comes and goes without a word', () => {
    const shim = { ...link('eth0'), ifindex: 90, name: 'ly-0123456789' };
    const lone = { ...shim, ifindex: 91, name: 'ly0' };
    const after = { ...seen, at: 6, links: [...seen.links, shim, lone] };
    expect(differencesOf(seen, after)).toEqual([{ at: 6, code: 'link-new', name: 'ly0' }]);
    expect(differencesOf(after, { ...seen, at: 7 })).toEqual([{ at: 7, code: 'link-gone', name: 'ly0' }]);
  });
});

describe('findings by field', () => {
  const said = (field: string | undefined) => ({
    code: 'c',
    severity: 'error' as const,
    facts: {},
    ...(field ? { field } : {}),
  });
  it('takes what is inside a field, and leaves the rest', () => {
    const all = [said('pools.0.reserved.printer'), said('pools.0.gateway'), said(undefined)];
    expect(findingsAt(all, 'pools.0.reserved')).toHaveLength(1);
    expect(findingsElsewhere(all, ['pools'])).toEqual([said(undefined)]);
  });
});

it('names in the history outlive the thing', () => {
  const spec = named('web').spec;
  const made = {
    entry: 1,
    change: { ask: 'container-run', spec, start: true },
    at: 0,
    status: 'done',
    steps: [],
  } as const;
  const gone = { ...seen, containers: [] };
  expect(
    changeWord({ ask: 'container-remove', container: spec.id, force: false }, gone, [made]).holes.name,
  ).toBe('web');
});
