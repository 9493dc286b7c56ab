// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { LinkDiff, RecordedLink } from './case.ts';
import { inOne } from './link-diffs.ts';

const link = (ifname: string) => ({ ifname }) as RecordedLink;
const diff = (other: Partial<LinkDiff>): LinkDiff => ({
  links_added: [],
  links_removed: [],
  links_changed: [],
  ...other,
});
const up = (from: boolean, to: boolean) => ({ ifname: 'eth0', field: 'up', from, to });

test('what went and came back is no difference', () => {
  const went = diff({ links_removed: ['eth0.50', 'eth1'], links_changed: [up(true, false)] });
  const came = diff({ links_added: [link('eth0.50'), link('dm-1')], links_changed: [up(false, true)] });
  expect(inOne(went, came)).toEqual(diff({ links_removed: ['eth1'], links_added: [link('dm-1')] }));
});

test('what came and went is none either, and changes after each other are one', () => {
  const first = diff({
    links_added: [link('a')],
    links_changed: [{ ...up(true, false), field: 'mtu', from: 1, to: 2 }],
  });
  const then = diff({
    links_removed: ['a'],
    links_changed: [{ ...up(true, false), field: 'mtu', from: 2, to: 3 }],
  });
  expect(inOne(first, then)).toEqual(
    diff({ links_changed: [{ ifname: 'eth0', field: 'mtu', from: 1, to: 3 }] }),
  );
});
