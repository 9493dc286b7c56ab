// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readText } from '../../model/text-in/drafts.ts';
import { practiceId, practiceMachine } from '../practice/machine.ts';
import { NetworkForm } from '../state/network-form.svelte.ts';
import { RunForm } from '../state/run-form.svelte.ts';
import { fillNetwork } from './fill-network.ts';
import { fillRun } from './fill-run.ts';
import { specOf } from './pasting.svelte.ts';

const seen = practiceMachine({ more: 0, empty: false, stateReadable: true });

function specIn(command: string) {
  const [draft] = readText(command, seen, (index) => practiceId(String(index))).drafts;
  const spec = draft && specOf(draft);
  if (spec === undefined) throw new Error('no spec');
  return spec;
}

describe('a drafted network in the form is the same network', () => {
  it.each([
    'docker network create -d macvlan --subnet 192.168.60.0/24 --gateway 192.168.60.1 --ip-range 192.168.60.128/25 --aux-address nas=192.168.60.5 -o parent=eth0.60 lan60',
    'docker network create -d ipvlan --subnet 192.168.60.0/24 --subnet fd00:60::/64 --internal --attachable -o parent=br0 -o ipvlan_mode=l3 --label a=b -o x.y=z lan60',
    'docker network create -d macvlan -o parent=eth0.50 -o macvlan_mode=private lan50',
  ])('%s', (command) => {
    const spec = specIn(command);
    if (!('driver' in spec)) throw new Error('no network');
    const form = new NetworkForm();
    fillNetwork(form, spec, seen);
    expect({ ...form.specIn(seen), id: '' }).toEqual({ ...spec, ipv6: form.specIn(seen).ipv6, id: '' });
  });
});

describe('a drafted container in the form is the same container', () => {
  it.each([
    'docker run -d --name c --network lan --ip 172.16.86.201 --network-alias www -e A=1 -e B="two words" -w /srv -u nobody --hostname h --entrypoint sh --rm alpine:3.20 -c "sleep 10"',
    'docker run -d --name c --network iot --dns 1.1.1.1 --add-host a:10.0.0.1 --restart always --label x=y alpine:3.20 sleep 10',
  ])('%s', (command) => {
    const spec = specIn(command);
    if ('driver' in spec) throw new Error('no container');
    const form = new RunForm('', 'alpine', []);
    fillRun(form, spec, seen);
    const ids = spec.endpoints.map((endpoint) => ({
      ...endpoint,
      network: seen.networks.find((one) => one.spec.name === endpoint.network)?.spec.id,
    }));
    expect({ ...form.spec, id: '' }).toEqual({ ...spec, endpoints: ids, id: '' });
  });
});
