// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { RunForm } from './run-form.svelte.ts';

describe('a restart policy', () => {
  const form = (most: string, remove = false) =>
    Object.assign(new RunForm('lan', 'alpine', []), { restart: 'on-failure', most, remove });

  it('comes into the spec', () => {
    expect(form('').spec.restart).toEqual({ policy: 'on-failure' });
    expect(form(' 3 ').spec.restart).toEqual({ policy: 'on-failure', most: 3 });
    expect(new RunForm('lan', 'alpine', []).spec).not.toHaveProperty('restart');
  });

  it.each([
    ['0', false, true],
    ['x', false, true],
    ['2', false, false],
    ['2', true, true],
  ])('most %s, removed at its end %s: refused %s', (most, remove, refused) => {
    expect(form(most, remove).restartRefused).toBe(refused);
  });
});
