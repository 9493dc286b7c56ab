// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { CODES } from '../codes.ts';
import { Step } from '../step.ts';
import { CODE_WORDS as EN } from './en/codes.ts';
import { STEP_WORDS as EN_STEPS } from './en/steps.ts';
import { holesOf, say } from './fill.ts';
import { LANGUAGES, languageOf } from './languages.ts';
import { STEP_HOLES } from './step-holes.ts';
import { sayStep } from './step-words.ts';
import { CODE_WORDS as ZH } from './zh/codes.ts';
import { STEP_WORDS as ZH_STEPS } from './zh/steps.ts';

const CATALOGUES: Record<string, [Record<string, string>, Record<string, string>]> = {
  en: [EN, EN_STEPS],
  zh: [ZH, ZH_STEPS],
};

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

test.each(LANGUAGES)('%s: every code has words, and their holes are its facts', (language) => {
  const [codes, steps] = CATALOGUES[language] ?? [{}, {}];
  expect(Object.keys(codes).sort()).toEqual(Object.keys(CODES).sort());
  for (const [code, { facts }] of Object.entries(CODES))
    expect([code, ...unique(holesOf(codes[code] ?? ''))]).toEqual([code, ...unique(facts)]);
  for (const [form, facts] of Object.entries(STEP_HOLES))
    expect([form, ...unique(holesOf(steps[form] ?? ''))]).toEqual([form, ...unique(facts)]);
});

test.each(LANGUAGES)('%s: how the words are written', (language) => {
  const [codes, steps] = CATALOGUES[language] ?? [{}, {}];
  for (const words of [...Object.values(codes), ...Object.values(steps)]) {
    expect(words).toBe(words.trim());
    expect(words).not.toMatch(/[!！]|\bError\b|错误：| {2}|["']/);
  }
  const full =
    language === 'zh' ? /([。？]|\{usage\})$/ : /^[A-Z“{0-9i].*([.?]|\{usage\})$|^(ipvlan|passthru) /;
  for (const words of Object.values(codes)) expect(words).toMatch(full);
});

test('Chinese has full-width punctuation, and a blank between Han and Latin', () => {
  for (const words of [...Object.values(ZH), ...Object.values(ZH_STEPS)]) {
    expect(words).not.toMatch(/[\u4e00-\u9fff}][,;:?!()]|[,;:?!()][\u4e00-\u9fff{]/);
    expect(words).not.toMatch(/[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/);
    expect(words.replaceAll('{place}', '本机')).not.toMatch(/[\u4e00-\u9fff]\{|\}[\u4e00-\u9fff]/);
  }
});

test('a sentence', () => {
  const facts = { parent: 'eth0', links: ['eth1', 'eth2', 'wlan0'] };
  expect(say('en', 'parent-missing', facts)).toBe(
    'There is no link eth0 on this host. Choose one of eth1, eth2 and wlan0, or write NIC.ID for a VLAN.',
  );
  expect(say('zh', 'parent-missing', facts)).toBe(
    '本机没有链路 eth0。可选：eth1、eth2、wlan0；VLAN 请写成“网卡.ID”。',
  );
  expect(say('en', 'usage-command', { command: 'x', known: [] })).toBe(
    'There is no command “x”. Known are none.',
  );
  expect(say('en', 'runtime-failed', { reason: 'no space left.' })).toBe(
    'The container runtime failed: no space left.',
  );
  expect(say('zh', 'of-tomorrow', { a: 1 })).toBe('of-tomorrow {"a":1}');
});

test('a fact that looks like a hole is not filled again', () => {
  expect(say('en', 'name-taken', { name: '{id}' })).toContain('named {id} is');
});

const ID = 'ab'.repeat(32);

test.each([
  [
    { step: 'link-add', link: { name: 'eth0', kind: 'macvlan', parent: 'eth1', sandbox: 'ly-1' } },
    'make macvlan eth0 in the container’s sandbox, on eth1',
    '在容器的沙箱中创建 macvlan eth0，父接口为 eth1',
  ],
  [
    { step: 'link-add', link: { name: 'dm-1', kind: 'dummy' } },
    'make dummy dm-1 on this host',
    '在本机中创建 dummy dm-1',
  ],
  [
    { step: 'route-add', sandbox: 'ly-1', family: 4, to: 'default', via: '10.77.0.1', link: 'eth0' },
    'route default by 10.77.0.1 out of eth0 in the container’s sandbox',
    '在容器的沙箱中添加路由：default 经 eth0，下一跳 10.77.0.1',
  ],
  [
    { step: 'record-put', collection: 'networks', id: ID, before: null, after: { spec: { name: 'n1' } } },
    'remember network n1',
    '记录网络 n1',
  ],
  [
    { step: 'record-put', collection: 'containers', id: ID, before: { spec: {} }, after: null },
    'forget container abababababab',
    '删除容器 abababababab 的记录',
  ],
  [
    { step: 'container-stop', container: ID, grace: 0 },
    'stop container abababababab at once',
    '立即终止容器 abababababab',
  ],
  [
    { step: 'container-stop', container: ID, grace: 10 },
    'stop container abababababab, by force after 10 s',
    '停止容器 abababababab，10 秒后强制终止',
  ],
])('%j', (step, en, zh) => {
  expect([sayStep('en', Step.parse(step)), sayStep('zh', Step.parse(step))]).toEqual([en, zh]);
});

test('every kind of step says something without holes left', () => {
  const full = {
    sandbox: 's',
    link: 'eth0',
    from: 'a',
    to: 'b',
    address: '10.0.0.1/24',
    family: 4,
    key: 'k',
    value: 'v',
    was: 'w',
    mac: '02:42:0a:00:00:02',
    collection: 'networks',
    id: ID,
    before: null,
    after: {},
    container: ID,
    image: 'i',
    grace: 3,
    slaac: true,
    parent: 'eth0',
    hostname: 'web',
    route: true,
  };
  for (const { shape } of (
    Step as unknown as { def: { options: { shape: { step: { def: { values: string[] } } } }[] } }
  ).def.options) {
    const [kind] = shape.step.def.values;
    const link =
      kind === 'link-add' || kind === 'link-delete' ? { name: 'l', kind: 'vlan', parent: 'p' } : 'eth0';
    const step = Step.parse({ ...full, step: kind, link });
    for (const language of LANGUAGES) expect(sayStep(language, step)).not.toMatch(/[{}]|undefined/);
  }
});

test.each([
  ['zh_CN.UTF-8', 'zh'],
  ['zh-Hans', 'zh'],
  ['zh', 'zh'],
  ['en_GB.UTF-8', 'en'],
  ['C', 'en'],
  ['zhx', 'en'],
  [undefined, 'en'],
])('%s: %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});
