// SPDX-License-Identifier: Apache-2.0
import { fault } from '../fault.ts';
import { failed, ok, type Result } from '../result.ts';
import { keyAndValue } from './value.ts';

/** `--label key=value`, `--label key`; a name must stand before the `=` (Docker). */
export function labelsOf(labels: readonly string[]): Result<Record<string, string>> {
  const nameless = labels.find((label) => label === '' || label.startsWith('='));
  if (nameless !== undefined)
    return failed(fault('usage-flag-value', { flag: '--label', value: nameless, wants: 'KEY=VALUE' }));
  return ok(Object.fromEntries(labels.map(keyAndValue)));
}
