// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { CALLS, type CallName, EVENTS, type EventName } from '../model/contract.ts';
import { NAMES } from './app.ts';
import { FEATURES_OFF } from './policy.ts';
import type { Driven } from './testing/launch.ts';
import { sampleOf } from './testing/sample.ts';

export interface Subject {
  origin: string;
  /** Starts the app with the stand-in helper and the suite's page. */
  launch: () => Promise<Driven>;
}

/** The suite's page, as page.js leaves it. */
interface InPage {
  lanyard: Record<string, (params: unknown) => Promise<{ ok: boolean; value?: unknown; fault?: unknown }>>;
  hostile: Record<string, (argument?: unknown) => unknown>;
  violations: string[];
  heard: Record<string, unknown>;
  hearAll: (names: readonly string[]) => void;
}

/** Addresses that a page may try to go to; none may be where it ends. */
const ELSEWHERE = [
  'https://example.com/',
  'http://127.0.0.1:9/',
  'file:///etc/passwd',
  'about:blank',
  'data:text/html,<p>x',
  'blob',
  'form',
  '/page.js',
  'chrome://version/',
  'javascript:location.replace("https://example.com/")',
];

/** What both shells must hold, run on a real window. */
export function shellSuite(name: string, { origin, launch }: Subject): void {
  describe(`the ${name} shell`, () => {
    let app: Driven;
    beforeAll(async () => {
      app = await launch();
    });
    afterAll(async () => {
      await app?.stop();
    });

    const hostile = (what: string, argument?: unknown) =>
      app.page.evaluate(
        ([what, argument]) => (globalThis as unknown as InPage).hostile[what as string]?.(argument),
        [what, argument],
      );
    const ask = (call: string, params: unknown) =>
      app.page.evaluate(
        ([call, params]) => (globalThis as unknown as InPage).lanyard[call as string]?.(params),
        [call, params],
      );

    test('window.lanyard is frozen and holds the tables\u2019 names, on, and nothing else', async () => {
      const seen = await app.page.evaluate(() => {
        const { lanyard } = globalThis as unknown as InPage;
        return {
          names: Reflect.ownKeys(lanyard).map(String),
          kinds: [...new Set(Object.values(lanyard).map((value) => typeof value))],
          frozen: Object.isFrozen(lanyard),
        };
      });
      expect(seen.names.sort()).toEqual([...NAMES.calls, 'on'].sort());
      expect(seen).toMatchObject({ kinds: ['function'], frozen: true });
    });

    test('a page cannot replace it, add to it, or find another way out', async () => {
      expect(await hostile('overwrite')).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError']);
      expect(await hostile('names')).toEqual(['lanyard']);
    });

    test.each(Object.keys(CALLS) as CallName[])('%s is answered as the contract says', async (call) => {
      const { params, value } = CALLS[call] as { params: z.ZodMiniType; value: z.ZodMiniType };
      const answer = await ask(call, sampleOf(params));
      expect(answer).toMatchObject({ ok: true });
      expect(value.safeParse(answer?.value).success).toBe(true);
    });

    test('every event arrives', async () => {
      const names = Object.keys(EVENTS) as EventName[];
      await app.page.evaluate((names) => (globalThis as unknown as InPage).hearAll(names), names);
      await ask('watch', { links: true, probe: true });
      await app.page.waitForFunction(
        (count) => Object.keys((globalThis as unknown as InPage).heard).length === count,
        names.length,
      );
      const heard = await app.page.evaluate(() => (globalThis as unknown as InPage).heard);
      for (const event of names)
        expect((EVENTS[event] as z.ZodMiniType).safeParse(heard[event]).success).toBe(true);
    });

    test('params that are no object, no JSON, or too large come back as faults', async () => {
      expect(await ask('hello', [1])).toMatchObject({ ok: false, fault: { code: 'request-bad' } });
      const large = app.page.evaluate(() =>
        (globalThis as unknown as InPage).lanyard.observe?.({ sandboxes: 'x'.repeat(5_000_000) }),
      );
      expect(await large).toMatchObject({ ok: false, fault: { code: 'request-large' } });
      const cyclic = app.page.evaluate(() => {
        const knot: Record<string, unknown> = {};
        knot.self = knot;
        return (globalThis as unknown as InPage).lanyard.hello?.(knot);
      });
      expect(await cyclic).toMatchObject({ ok: false, fault: { code: 'request-bad' } });
    });

    test('the app\u2019s own calls are judged strictly', async () => {
      expect(await ask('app.prefer', { theme: 'pink' })).toMatchObject({ fault: { code: 'request-bad' } });
      expect(await ask('app.prefer', { more: 1 })).toMatchObject({ fault: { code: 'request-bad' } });
      expect(await ask('app.install', { packages: ['x; reboot'] })).toMatchObject({
        fault: { code: 'request-bad' },
      });
      expect(await ask('app.prefer', { language: 'zh-CN', theme: 'dark' })).toMatchObject({
        ok: true,
        value: { language: 'zh-CN', theme: 'dark' },
      });
      expect(await app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
    });

    test('text put on the clipboard can be pasted', async () => {
      expect(await ask('app.copy', { text: 'docker network create "x"' })).toMatchObject({ ok: true });
      await app.page.evaluate(() => {
        const field = document.createElement('textarea');
        document.body.append(field);
        field.focus();
      });
      await app.page.keyboard.press('Control+V');
      expect(await app.page.locator('textarea').inputValue()).toBe('docker network create "x"');
    });

    test.each([{}, { srcdoc: '<p>x' }, { src: '/' }, { src: 'about:blank' }])(
      'a frame inside (%o) has no bridge, and is not answered',
      async (attributes) => {
        const before = await ask('app.state', {});
        expect(await hostile('frame', attributes)).not.toMatch(/^lanyard,|,lanyard,|^lanyard$/);
        const after = await ask('app.state', {});
        expect(after).toMatchObject({ ok: true });
        // Asked to, the stand-in would have died: the helper is the same one.
        expect(after).toEqual(before);
      },
    );

    test('the policy refuses code and requests that are not the app\u2019s own files', async () => {
      const [evaluated, made, timed, html] = (await hostile('code')) as string[];
      expect([evaluated, made]).toEqual(['EvalError', 'EvalError']);
      // Trusted Types refuse text where code or markup is wanted.
      expect(timed).toMatch(/TypeError|^\d+$/);
      expect(html).toBe('TypeError');
      await hostile('inline');
      expect(await hostile('remote')).toEqual([
        'image refused',
        'rejected TypeError',
        'rejected TypeError',
        expect.stringMatching(/true|false/),
        expect.stringMatching(/refused|SecurityError/),
      ]);
      expect(await app.page.evaluate(() => 'ran' in globalThis)).toBe(false);
      const violations = await app.page.evaluate(() => (globalThis as unknown as InPage).violations);
      const directives = new Set(violations.map((line) => line.split(' ')[0]));
      for (const directive of ['script-src-elem', 'img-src', 'connect-src', 'require-trusted-types-for'])
        expect([...directives]).toContain(directive);
    });

    test('no second window', async () => {
      expect(await hostile('open')).toEqual(['null', 'null', 'null', 'clicked']);
      expect(app.page.context().pages()).toHaveLength(1);
    });

    test('every permission is refused', async () => {
      const [notification, place, microphone, clipboard] = (await hostile('permissions')) as string[];
      expect(notification).toBe('fulfilled denied');
      expect(place).toBe('code 1');
      // NotFoundError where the machine has none to refuse.
      expect(microphone).toMatch(/rejected (NotAllowedError|NotFoundError)/);
      expect(clipboard).toBe('rejected NotAllowedError');
      const allowed = (await hostile('features')) as string[];
      expect(FEATURES_OFF.filter((feature) => allowed.includes(feature))).toEqual([]);
    });

    test.each(ELSEWHERE)('going to %s ends at home, with the bridge', async (where) => {
      await hostile('leave', where).catch(() => undefined);
      await app.page.waitForTimeout(200);
      await app.page.waitForURL(`${origin}/`);
      await app.page.waitForFunction(() => 'ready' in globalThis);
      expect(await ask('hello', {})).toMatchObject({ ok: true });
    });

    test('a reload keeps the bridge', async () => {
      await app.page.reload();
      await app.page.waitForFunction(() => 'ready' in globalThis);
      expect(await ask('hello', {})).toMatchObject({ ok: true });
      expect(await hostile('names')).toEqual(['lanyard']);
    });

    test('a helper that answers nonsense is a fault; one that dies comes back', async () => {
      const logs = (container: string) => ask('logs', { container, from: 0, limit: 1 });
      expect(await logs('malformed')).toMatchObject({ fault: { code: 'internal' } });
      expect(await logs('throws')).toMatchObject({ fault: { code: 'internal' } });
      expect(await logs('extra')).toEqual({ ok: true, value: { lines: [], next: 0 } });
      await app.page.evaluate(() => (globalThis as unknown as InPage).hearAll(['app.helper']));
      expect(await logs('dies')).toMatchObject({ fault: { code: 'helper-lost' } });
      await app.page.waitForFunction(
        () =>
          ((globalThis as unknown as InPage).heard['app.helper'] as { state: string } | undefined)?.state ===
          'connected',
      );
      expect(await logs('x')).toMatchObject({ ok: true });
    });
  });
}
