// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { parseIp } from '../../model/net/ip.ts';
import { answersNow, remember } from './answers.ts';

const ip = (text: string) => parseIp(text) ?? ('' as never);
const asked = (text: string) => ({ parent: 'eth0', ip: ip(text) });
const answer = (text: string) => ({ parent: 'eth0', ip: text, mac: '02:cc:00:00:00:20' });

test('an answer counts until the same is asked again and nobody answers, or ten minutes have gone', () => {
  remember([asked('10.0.0.2'), asked('10.0.0.3')], [answer('10.0.0.2')], 0);
  expect(answersNow(1000)).toEqual([answer('10.0.0.2')]);
  remember([asked('10.0.0.4')], [answer('10.0.0.4')], 60_000);
  expect(answersNow(60_000)).toHaveLength(2);
  remember([asked('10.0.0.2')], [], 61_000);
  expect(answersNow(61_000)).toEqual([answer('10.0.0.4')]);
  remember([{ parent: 'eth1', ip: ip('10.0.0.4') }], [], 62_000);
  expect(answersNow(62_000)).toEqual([answer('10.0.0.4')]);
  expect(answersNow(60_000 + 600_001)).toEqual([]);
});
