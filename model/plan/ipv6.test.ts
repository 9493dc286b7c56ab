// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { ContainerSpec } from '../container.ts';
import type { LinkAddress } from '../link.ts';
import type { Network, NetworkSpec } from '../network.ts';
import type { Observation } from '../observation.ts';
import { makePlan } from '../planner.ts';
import { remarksOn } from '../remarks.ts';
import type { Step } from '../step.ts';
import { commandOf } from '../step-command.ts';
import { container, idOf, link, network, workstation } from '../testing/host.ts';
import { verify } from '../verify.ts';

const V6 = { subnet: '2001:db8:77::/64', gateway: '2001:db8:77::1', reserved: {} };
const V4 = { subnet: '10.77.0.0/24', gateway: '10.77.0.1', reserved: {} };
const SANDBOX = 'lanyard-cccccccccccc';

const spec = (...networks: string[]): ContainerSpec => ({
  ...{ id: idOf('c'), name: 'c1', image: 'alpine:latest', command: ['ash'], env: [], labels: {} },
  ...{ tty: false, interactive: false, remove: false },
  endpoints: networks.map((name) => ({ network: name, aliases: [] })),
});

function stepsOn(...networks: Network[]): Step[] {
  const wanted = spec(...networks.map((one) => one.spec.name));
  return makePlan<'container-run'>(
    { ask: 'container-run', spec: wanted, start: true },
    workstation({ networks }),
  ).steps;
}

const kinds = (steps: readonly Step[]) => steps.map(({ step }) => step);
const settings = (steps: readonly Step[]) =>
  steps.flatMap((step) => (step.step === 'sysctl-set' ? [`${step.key}=${step.value}`] : []));

describe('duplicate detection', () => {
  test('runs while the container is made, and is over before it starts', () => {
    const steps = kinds(stepsOn(network({ pools: [V4, V6] })));
    expect(steps.slice(-3)).toEqual(['container-create', 'address-settle', 'container-start']);
    expect(steps.lastIndexOf('link-up')).toBeLessThan(steps.indexOf('rootfs-mount'));
  });

  test('is not waited for on IPv4 alone, nor is its start hastened', () => {
    const steps = stepsOn(network({ pools: [V4] }));
    expect(kinds(steps)).not.toContain('address-settle');
    expect(settings(steps)).not.toContainEqual(expect.stringContaining('router_solicitation_delay'));
  });

  test('is waited for on each link that has IPv6, and on no other', () => {
    const four = network({ name: 'a', pools: [V4] });
    const six = network({ id: idOf('b'), name: 'b', ipv4: false, pools: [V6] });
    const waits = stepsOn(four, six).filter(({ step }) => step === 'address-settle');
    expect(waits).toEqual([{ step: 'address-settle', sandbox: SANDBOX, link: 'eth1', slaac: false }]);
    expect(waits.map(commandOf)[0]).toMatch(/^ip -n lanyard-cccccccccccc -6 address show dev eth1 tentative/);
  });

  test('a live attachment ends with it', () => {
    const four = network({ name: 'a', pools: [V4] });
    const six = network({ id: idOf('b'), name: 'b', ipv4: false, pools: [V6] });
    const host = workstation({ networks: [four, six], containers: [container('c1', four, '10.77.0.2/24')] });
    const endpoint = { network: 'b', aliases: [] };
    const { steps } = makePlan<'network-connect'>(
      { ask: 'network-connect', container: 'c1', endpoint },
      host,
    );
    expect(steps.at(-1)).toMatchObject({ step: 'address-settle', link: 'eth1' });
  });
});

describe('SLAAC', () => {
  const on = (other: Partial<NetworkSpec>) => network({ slaac: true, ...other });

  test('needs no IPv6 subnet, and gives IPv6', () => {
    const made = on({ ipv4: false, pools: [] });
    expect(made).toMatchObject({ ipv6: true, pools: [] });
    const steps = stepsOn(made);
    expect(kinds(steps)).not.toContain('address-add');
    expect(steps).toContainEqual({ step: 'address-settle', sandbox: SANDBOX, link: 'eth0', slaac: true });
  });

  test('is for that link only: the sandbox takes no advertisements otherwise', () => {
    const plain = network({ id: idOf('b'), name: 'plain', pools: [V6] });
    const set = settings(stepsOn(on({ pools: [V4] }), plain)).filter((one) => one.includes('accept_ra'));
    expect(set).toEqual(['net.ipv6.conf.default.accept_ra=0', 'net.ipv6.conf.lycccccccc00.accept_ra=2']);
  });

  test("its default route stands behind a pool's gateway, and an internal network has none", () => {
    expect(settings(stepsOn(on({})))).toContain('net.ipv6.conf.lycccccccc00.ra_defrtr_metric=2048');
    const internal = settings(stepsOn(on({ internal: true })));
    expect(internal).toContain('net.ipv6.conf.lycccccccc00.accept_ra_defrtr=0');
  });

  test('not in modes that no advertisement reaches', () => {
    const change = { ask: 'network-create', spec: { ...on({}).spec, id: idOf('9'), name: 'x' } } as const;
    const routed = { ...change, spec: { ...change.spec, driver: 'ipvlan', mode: 'l3' } };
    expect(makePlan<'network-create'>(routed, workstation()).findings).toContainEqual(
      expect.objectContaining({ code: 'slaac-routed', field: 'slaac' }),
    );
  });
});

describe('looking again', () => {
  const address = (...flags: string[]): LinkAddress => ({
    ...{ family: 6, ip: '2001:db8:77::2', prefix: 64, scope: 'global', flags },
  });
  const seen = (slaac: boolean, ...addresses: LinkAddress[]) => {
    const steps: Step[] = [{ step: 'address-settle', sandbox: SANDBOX, link: 'eth0', slaac }];
    const inside = { name: SANDBOX, links: [link('eth0', 2, { addresses })], routes: [], neighbours: [] };
    const there: Observation = workstation({
      sandboxes: [inside],
      containers: [{ ...container('c1', network(), '10.77.0.2/24'), sandbox: SANDBOX }],
    });
    return [verify(steps, there), remarksOn(steps, there)].map((found) => found.map(({ code }) => code));
  };

  test.each([
    ['in use', false, [address()], [[], []]],
    ['still tentative', false, [address('tentative')], [['drift'], []]],
    ['taken', false, [address('dadfailed')], [['drift'], []]],
    ['no advertisement', true, [address()], [[], ['slaac-silent']]],
    ['advertised', true, [address('dynamic')], [[], []]],
  ])('%s', (_, slaac, addresses, expected) => {
    expect(seen(slaac, ...addresses)).toEqual(expected);
  });
});
