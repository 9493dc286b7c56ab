// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../../model/change.ts';
import type { Entry } from '../../model/history.ts';
import type { Observation } from '../../model/observation.ts';
import type { Step } from '../../model/step.ts';

type Outcome = Entry['steps'][number]['outcome'];

const entry = (
  number: number,
  at: number,
  change: Change,
  steps: Step[],
  more: Partial<Entry> = {},
): Entry => ({
  entry: number,
  change,
  at,
  status: 'done',
  steps: steps.map((step) => ({ step, outcome: 'done' as Outcome })),
  ...more,
});

/** What would have been done on the practice machine to make it what it is. */
export function practiceJournal(seen: Observation): Entry[] {
  const [lan, iot] = seen.networks;
  const web = seen.containers.find((one) => one.spec.name === 'web');
  if (lan === undefined || iot === undefined || web === undefined) return [];
  const day = 86_400_000;
  const record = (id: string): Step => ({
    step: 'record-put',
    collection: 'networks',
    id,
    before: null,
    after: { spec: seen.networks.find((one) => one.spec.id === id)?.spec } as never,
  });
  const vlan: Step = {
    step: 'link-add',
    link: { name: 'eth0.50', kind: 'vlan', parent: 'eth0', vlanId: 50 },
  };
  return [
    entry(1, seen.at - 9 * day, { ask: 'network-create', spec: lan.spec }, [record(lan.spec.id)]),
    entry(
      2,
      seen.at - 8 * day,
      { ask: 'network-create', spec: { ...iot.spec, parent: 'enp5s0.50' } },
      [vlan, { step: 'link-up', link: 'enp5s0.50' }],
      {
        status: 'failed',
        steps: [
          { step: vlan, outcome: 'undone' },
          { step: { step: 'link-up', link: 'enp5s0.50' }, outcome: 'failed' },
        ],
        fault: {
          code: 'step-failed',
          facts: { command: 'ip link set enp5s0.50 up', reason: 'Network is down' },
        },
      },
    ),
    entry(3, seen.at - 8 * day + 240_000, { ask: 'network-create', spec: iot.spec }, [
      vlan,
      { step: 'link-up', link: 'eth0.50' },
      record(iot.spec.id),
    ]),
    entry(4, seen.at - 3 * day, { ask: 'container-run', spec: web.spec, start: true }, [
      { step: 'sandbox-add', sandbox: web.sandbox },
      { step: 'container-create', container: web.spec.id, sandbox: web.sandbox },
      { step: 'container-start', container: web.spec.id },
    ]),
  ];
}
