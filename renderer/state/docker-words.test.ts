// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { NetworkSpec } from '../../model/network.ts';
import { practiceMachine } from '../practice/machine.ts';
import { dockerNetwork } from './docker-words.ts';

describe('the command of a network', () => {
  const spec = practiceMachine({ more: 0, empty: false, stateReadable: true }).networks[0]
    ?.spec as NetworkSpec;
  it.each([
    [{}, /^docker network create -d macvlan/],
    [{ ipam: 'dhcp', pools: [] }, /^lanyard network create .*--ipam-driver dhcp/],
    [{ slaac: true }, /^lanyard network create --slaac/],
    [{ hostAccess: true }, /^lanyard network create --host-access/],
  ])('%j', (more, command) => {
    expect(dockerNetwork({ ...spec, ...more })).toMatch(command);
  });
});
