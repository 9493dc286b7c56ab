// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HelperClient } from './helper-client.ts';
import { thisHost } from './host.ts';
import { type Built, buildForTest } from './testing/built.ts';
import { underPolkit } from './testing/polkit.ts';

// The real pkexec, polkitd and bus; only the person's answer is a rule.
let built: Built;
beforeAll(async () => {
  built = await buildForTest();
});
afterAll(() => built?.remove());

async function changeUnder(rule: Parameters<typeof underPolkit>[0]) {
  const host = thisHost(built.lanyard, { PATH: process.env.PATH, LANYARD_FAKE: 'read' }, false);
  const elevate = [...underPolkit(rule), ...(host.elevate ?? [])];
  const env = { ...host.env, LANYARD_FAKE: 'read' };
  const client = new HelperClient({
    host: { ...host, env, elevate },
    hear: () => undefined,
    told: () => undefined,
  });
  const change = await client.call('restore', {});
  const hello = await client.call('hello', {});
  await client.close();
  return { change, hello };
}

test('permitted, the elevated helper makes the change and stays', async () => {
  const { change, hello } = await changeUnder('YES');
  expect(change).toMatchObject({ ok: true });
  // Its environment was scrubbed, so it says what it is by who it runs as: root.
  expect(hello).toMatchObject({ value: { authority: 'change' } });
});

test.each([
  ['NO', 'elevation-refused'],
  ['AUTH_ADMIN', 'elevation-missing'],
  ['NONE', 'elevation-missing'],
] as const)('ruled %s without anybody to ask: %s, and reading goes on', async (rule, code) => {
  const { change, hello } = await changeUnder(rule);
  expect(change).toMatchObject({ ok: false, fault: { code } });
  expect(hello).toMatchObject({ value: { authority: 'read' } });
});
