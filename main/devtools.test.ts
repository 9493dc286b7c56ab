// SPDX-License-Identifier: Apache-2.0
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { connectDevTools, splitter } from './devtools.ts';

test('messages are split at NUL, however the bytes come', () => {
  const bytes = Buffer.from('one\0\u4e2d\u6587\0\0last');
  for (let size = 1; size <= bytes.length; size += 1) {
    const texts: string[] = [];
    const feed = splitter((text) => texts.push(text));
    for (let at = 0; at < bytes.length; at += size) feed(bytes.subarray(at, at + size));
    expect(texts).toEqual(['one', '\u4e2d\u6587', '']);
  }
});

test('replies find their question, events their listeners, and the end everybody who waits', async () => {
  const [out, back] = [new PassThrough(), new PassThrough()];
  const tools = connectDevTools(out, back);
  const heard: unknown[] = [];
  tools.on('Page.loaded', (params, session) => heard.push([params, session]));
  const [first, second, third] = ['A.a', 'B.b', 'C.c'].map((method) => tools.send(method, { x: 1 }, 's'));
  expect(JSON.parse(String(out.read()).split('\0')[0] ?? '')).toEqual({
    id: 1,
    method: 'A.a',
    params: { x: 1 },
    sessionId: 's',
  });
  const say = (message: unknown) => back.write(`${JSON.stringify(message)}\0`);
  say({ id: 2, result: { two: 2 } });
  say({ method: 'Page.loaded', params: { y: 2 }, sessionId: 's' });
  say({ id: 1, error: { message: 'no such thing' } });
  expect(await second).toEqual({ two: 2 });
  await expect(first).rejects.toThrow('no such thing');
  expect(heard).toEqual([[{ y: 2 }, 's']]);
  back.destroy();
  await expect(third).rejects.toThrow('ended');
  await expect(tools.send('D.d')).rejects.toThrow('ended');
});
