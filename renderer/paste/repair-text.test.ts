// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { readText } from '../../model/text-in/drafts.ts';
import { practiceId, practiceMachine } from '../practice/machine.ts';
import { repairText } from './repair-text.ts';

const seen = practiceMachine({ more: 0, empty: true, stateReadable: true });

function firstDraft(text: string) {
  const [draft] = readText(text, seen, (index) => practiceId(String(index))).drafts;
  if (draft === undefined) throw new Error('no draft');
  return draft;
}

const CREATE =
  '$ docker network create -d macvlan \\\r\n  --subnet=10.9.0.7/24 -o parent=eth0 lan\r\n10.9.0.7/24';

it('writes the value in place of the one that is in the draft, within its lines', () => {
  const repair = { field: 'pools.0.subnet', value: '10.9.0.0/24' };
  expect(repairText(CREATE, firstDraft(CREATE), repair)).toBe(CREATE.replace('10.9.0.7/24', '10.9.0.0/24'));
  const after = `10.9.0.7/24\n${CREATE}`;
  expect(repairText(after, firstDraft(after), repair)).toBe(
    `10.9.0.7/24\n${CREATE.replace('10.9.0.7/24', '10.9.0.0/24')}`,
  );
});

it('a name inside of a longer one is left', () => {
  const text = 'docker network create -d macvlan --label x=eth0.5 -o parent=eth0 --subnet 10.9.0.0/24 lan';
  expect(repairText(text, firstDraft(text), { field: 'parent', value: 'br0' })).toBe(
    text.replace('parent=eth0', 'parent=br0'),
  );
});

it('a Compose file is mended in place', () => {
  const text = [
    'networks:',
    '  lan:',
    '    driver: macvlan',
    '    driver_opts: {parent: eth0}',
    '    ipam:',
    '      config:',
    '        - subnet: 10.9.0.7/24',
  ].join('\n');
  expect(repairText(text, firstDraft(text), { field: 'pools.0.subnet', value: '10.9.0.0/24' })).toBe(
    text.replace('10.9.0.7/24', '10.9.0.0/24'),
  );
});

it('what does not stand there as it is cannot be mended', () => {
  const split = 'docker network create -d macvlan --subnet "10.9.0.""7/24" -o parent=eth0 lan';
  expect(repairText(split, firstDraft(split), { field: 'pools.0.subnet', value: 'x' })).toBeUndefined();
  expect(repairText(CREATE, firstDraft(CREATE), { field: 'pools.3.subnet', value: 'x' })).toBeUndefined();
  expect(repairText(CREATE, firstDraft(CREATE), { field: 'mtu', value: '1500' })).toBeUndefined();
});
