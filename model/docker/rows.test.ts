// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { CONTAINER_FILTERS, filterBy, NETWORK_FILTERS } from './filter.ts';
import { LISTS, printList } from './list.ts';
import { containerRows, imageRows, networkRows } from './rows.ts';
import { IMAGE, NOW, n2, observation } from './samples.ts';

/** Format, and the text that Docker 28.5 prints for such networks. */
test.each([
  [
    undefined,
    'NETWORK ID     NAME      DRIVER    SCOPE\nabababababab   n1        macvlan   local\ncdcdcdcdcdcd   n2        ipvlan    local\n000000000000   none      null      local\n',
  ],
  ['{{.Name}} {{.Driver}} {{.Scope}}', 'n1 macvlan local\nn2 ipvlan local\nnone null local\n'],
  ['{{json .Name}}', '"n1"\n"n2"\n"none"\n'],
  ['table {{.Name}}\\t{{.Label "a"}}', 'NAME      a\nn1        1\nn2        1\nnone      \n'],
])('network ls --format %s', (format, text) => {
  expect(printList(LISTS.networks, networkRows(observation.networks), { format })).toEqual({
    ok: true,
    value: text,
  });
});

test('network ls --format json has sorted keys and no functions', () => {
  const printed = printList(LISTS.networks, networkRows([n2]), { format: 'json' });
  expect(printed.ok && JSON.parse(printed.value.split('\n')[0] ?? '')).toEqual({
    CreatedAt: '2026-01-31 08:00:00 +0000 UTC',
    Driver: 'ipvlan',
    ID: 'cdcdcdcdcdcd',
    IPv4: 'true',
    IPv6: 'false',
    Internal: 'false',
    Labels: 'a=1,b=<2>',
    Name: 'n2',
    Scope: 'local',
  });
});

test('ps', () => {
  const printed = printList(LISTS.containers, containerRows(observation), {});
  expect(printed.ok && printed.value.split('\n')).toEqual([
    'CONTAINER ID   IMAGE           COMMAND                  CREATED              STATUS                     PORTS     NAMES',
    '121212121212   alpine:latest   "sleep 86400 and a l…"   About a minute ago   Up 2 seconds                         c1',
    '343434343434   alpine:latest   "sleep 86400 and a l…"   About a minute ago   Exited (137) 2 hours ago             c2',
    '',
  ]);
  expect(printList(LISTS.containers, containerRows(observation), { quiet: true })).toEqual({
    ok: true,
    value: '121212121212\n343434343434\n',
  });
  const odd = printList(LISTS.containers, containerRows(observation), { format: '{{.Nope}}' });
  expect(!odd.ok && odd.fault.code).toBe('usage-template');
});

test('images', () => {
  expect(printList(LISTS.images, imageRows([IMAGE], NOW), {})).toEqual({
    ok: true,
    value:
      'REPOSITORY   TAG       IMAGE ID       CREATED       SIZE\nalpine       latest    999999999999   2 weeks ago   8.31MB\n',
  });
});

test.each([
  [['driver=macvlan'], ['n1']],
  [
    ['driver=macvlan', 'driver=ipvlan'],
    ['n2', 'n1'],
  ],
  [['name=n', 'dangling=true'], ['n2']],
  [['dangling=false'], ['n1']],
  [['label=a', 'label=b=1'], []],
  [['id=cdcd'], ['n2']],
])('networks by %j', (filters, names) => {
  const kept = filterBy(observation.networks, filters, NETWORK_FILTERS, observation);
  expect(kept.ok && kept.value.map(({ spec }) => spec.name)).toEqual(names);
});

test.each([
  [['status=exited'], ['c2']],
  [
    ['network=n1', 'label=tier=web'],
    ['c1', 'c2'],
  ],
  [['network=n2'], []],
  [['ancestor=alpine', 'name=2'], ['c2']],
  [['exited=137'], ['c2']],
])('containers by %j', (filters, names) => {
  const kept = filterBy(observation.containers, filters, CONTAINER_FILTERS, observation);
  expect(kept.ok && kept.value.map(({ spec }) => spec.name)).toEqual(names);
});

test('an unknown filter is refused', () => {
  const kept = filterBy(observation.networks, ['colour=red'], NETWORK_FILTERS, observation);
  expect(!kept.ok && kept.fault).toMatchObject({ code: 'usage-flag-value', facts: { value: 'colour=red' } });
});
