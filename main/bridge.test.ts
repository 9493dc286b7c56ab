// SPDX-License-Identifier: Apache-2.0
import { expect, test, vi } from 'vitest';
import { CALLS, REQUEST_LIMIT } from '../model/contract.ts';
import { ok } from '../model/result.ts';
import type { AppHandlers } from '../model/shell-contract.ts';
import { bridge } from './bridge.ts';

const ORIGIN = 'https://lanyard.app';
const US = { mainFrame: true, origin: ORIGIN };

function made(origin = ORIGIN) {
  const helper = vi.fn(async () => ok('from the helper'));
  const app = { 'app.copy': vi.fn(async () => ok({})) };
  return { helper, app, answer: bridge({ origin, helper, app: app as unknown as AppHandlers }) };
}

test.each([
  [{ mainFrame: false, origin: ORIGIN }],
  [{ mainFrame: true, origin: 'https://lanyard.app.evil' }],
  [{ mainFrame: true, origin: 'http://lanyard.app' }],
  [{ mainFrame: true, origin: 'null' }],
  [{ mainFrame: true, origin: '' }],
])('a sender that is not our main frame and origin is refused: %o', async (sender) => {
  const { helper, answer } = made();
  expect(await answer(sender, 'hello', '{}')).toMatchObject({ fault: { code: 'sender-refused' } });
  expect(helper).not.toHaveBeenCalled();
});

test.each(['nothing', '__proto__', 'constructor', 'toString', 'on', '', 'app.', 'HELLO'])(
  'a name that is in no table is refused: %s',
  async (name) => {
    const { helper, answer } = made();
    expect(await answer(US, name, '{}')).toMatchObject({ fault: { code: 'call-unknown' } });
    expect(helper).not.toHaveBeenCalled();
  },
);

test.each(Object.keys(CALLS))('%s goes to the helper with its params', async (name) => {
  const { helper, answer } = made();
  expect(await answer(US, name, '{"a":1}')).toEqual(ok('from the helper'));
  expect(helper).toHaveBeenCalledExactlyOnceWith(name, { a: 1 });
});

test.each(['', 'x', '[]', '1', 'null', '"a"', '{'])(
  'params that are no JSON object are refused: %s',
  async (text) => {
    const { helper, answer } = made();
    expect(await answer(US, 'hello', text)).toMatchObject({ fault: { code: 'request-bad' } });
    expect(helper).not.toHaveBeenCalled();
  },
);

test('the limit counts bytes, not characters', async () => {
  const { answer } = made();
  const text = JSON.stringify({ a: '\u4e2d'.repeat(REQUEST_LIMIT / 3) });
  expect(text.length).toBeLessThan(REQUEST_LIMIT);
  expect(await answer(US, 'hello', text)).toMatchObject({ fault: { code: 'request-large' } });
});

test('the app\u2019s own calls are parsed strictly before the app sees them', async () => {
  const { app, answer } = made();
  expect(await answer(US, 'app.copy', '{"text":1}')).toMatchObject({
    fault: { code: 'request-bad', facts: { path: 'text' } },
  });
  expect(app['app.copy']).not.toHaveBeenCalled();
  expect(await answer(US, 'app.copy', '{"text":"x"}')).toEqual(ok({}));
});

test('what throws behind the bridge is a fault in front of it', async () => {
  const { helper, answer } = made();
  helper.mockRejectedValueOnce(new Error('oops'));
  expect(await answer(US, 'hello', '{}')).toMatchObject({ fault: { code: 'internal' } });
});
