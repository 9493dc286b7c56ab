// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as policy from './policy.ts';

const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'shells.md'), 'utf8');

/** A section's text, by its heading. */
const section = (heading: string): string =>
  page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';

/** A two-column table of code spans. */
const tableIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/^\| `([^`]+)` \| `([^`]+)` \|$/gm)].map(([, name, value]) => [name, value]),
  );

/** Every code span of the sentence that a phrase begins. */
const spansAfter = (text: string, phrase: string, until = '\n\n'): string[] => {
  const from = text.indexOf(phrase) + phrase.length;
  const to = text.indexOf(until, from);
  return [...text.slice(from, to === -1 ? undefined : to).matchAll(/`([^`]+)`/g)].map(
    ([, span]) => span ?? '',
  );
};

const asText = (record: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, String(value)]));

describe('docs/shells.md says what the policy is', () => {
  test('origins', () => {
    expect(page).toContain(
      `| the page's origin | \`${policy.ORIGINS.electron}\` | \`${policy.ORIGINS.chromium}\` |`,
    );
  });

  test('Content-Security-Policy', () => {
    expect(tableIn(section('Content-Security-Policy'))).toEqual(policy.CSP);
  });

  test('headers', () => {
    const { 'Content-Security-Policy': _csp, 'Permissions-Policy': _features, ...rest } = policy.HEADERS;
    expect(tableIn(section('Other headers'))).toEqual(rest);
    expect(spansAfter(section('Other headers'), 'turns these off:')).toEqual(policy.FEATURES_OFF);
  });

  test('permissions', () => {
    expect(policy.PERMISSIONS_GRANTED).toEqual([]);
    expect(spansAfter(section('Permissions'), 'could be asked:', '\nText')).toEqual(
      policy.PERMISSIONS_DENIED,
    );
  });

  test('Electron\u2019s webPreferences and scheme', () => {
    const text = section('Electron\u2019s webPreferences') || section("Electron's webPreferences");
    expect(tableIn(text)).toEqual(asText(policy.WEB_PREFERENCES));
    expect(spansAfter(text, 'has the privileges')).toEqual(Object.keys(policy.SCHEME_PRIVILEGES));
  });

  test('Chromium\u2019s flags', () => {
    expect(spansAfter(section("Chromium's flags"), "Chromium's flags\n\n", '\n\n')).toEqual(
      policy.CHROMIUM_FLAGS,
    );
  });

  test('the window\u2019s least size', () => {
    const { width, height } = policy.MINIMUM_SIZE;
    expect(section('Window')).toContain(`${width} \u00d7 ${height}`);
  });
});

describe('the policy itself', () => {
  test('has no source that is not our own, and no code from text', () => {
    const all = Object.values(policy.CSP).join(' ');
    expect(all).not.toMatch(/https?:|\*|unsafe-eval|blob:|strict-dynamic/);
    expect(policy.CSP['script-src']).toBe("'self'");
    expect(policy.CSP.sandbox).not.toMatch(/popups|modals|downloads|top-navigation/);
  });

  test('keeps Chromium from its sandbox nowhere', () => {
    expect(policy.CHROMIUM_FLAGS.join(' ')).not.toMatch(/no-sandbox|disable-web-security|remote-debugging/);
  });
});
