// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Link } from '../link.ts';
import type { Network } from '../network.ts';
import type { Plan } from '../plan.ts';
import { makePlan } from '../planner.ts';
import { commandOf } from '../step-command.ts';
import { idOf, link, network, workstation } from '../testing/host.ts';

const restored = (net: Network, links: Link[]) =>
  makePlan({ ask: 'network-restore', network: 'n1' }, workstation({ networks: [net], links }));
const commands = (plan: Plan) => plan.steps.map(commandOf);

const lo = link('lo', 1, { medium: 'loopback' });
const eth0 = link('eth0', 2);
const tagged = link('eth0.50', 3, { kind: 'vlan', parent: 2, vlan: { id: 50, protocol: '802.1Q' } });

describe('a network after a reboot', () => {
  const onVlan = network({ parent: 'eth0.50' });

  it('has its sub-interface made again', () =>
    expect(commands(restored(onVlan, [lo, eth0]))).toEqual([
      'ip link add link eth0 name eth0.50 type vlan id 50',
      'ip link set eth0.50 up',
    ]));

  it('has its dummy made again under the same name', () => {
    const name = `dm-${idOf('a').slice(0, 12)}`;
    expect(commands(restored(network({ parent: '' }), [lo, eth0]))).toEqual([
      `ip link add name ${name} type dummy`,
      `ip link set ${name} up`,
    ]);
  });

  it('is left alone when its parent is there, whoever made that', () =>
    expect(restored(onVlan, [lo, eth0, tagged])).toEqual({ steps: [], findings: [] }));

  it('takes over an adopted sub-interface that has to be made', () => {
    const { steps } = restored({ ...onVlan, madeLinks: [] }, [lo, eth0]);
    expect(steps.at(-1)).toMatchObject({
      step: 'record-put',
      before: { madeLinks: [] },
      after: { madeLinks: ['eth0.50'] },
    });
  });

  it.each([
    ['the NIC is missing', 'eth0', [lo], 'parent-missing'],
    ['the NIC of its VLAN is missing', 'eth0.50', [lo], 'vlan-nic-missing'],
    ['the NIC of its VLAN is down', 'eth0.50', [lo, { ...eth0, up: false }], 'vlan-nic-down'],
    [
      'its VLAN is there under another name',
      'eth0.50',
      [lo, eth0, { ...tagged, name: 'v' }],
      'vlan-id-taken',
    ],
  ])('%s: a finding, and nothing is done', (_title, parent, links, code) => {
    const plan = restored(network({ parent }), links);
    expect(plan).toMatchObject({ steps: [], findings: [{ code, severity: 'error' }] });
  });
});
