// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { TOOLS } from '../helper/command.ts';
import { holds } from './node-modules.mjs';
import { PACKAGES } from './packages.mjs';

const ALL = Object.values(PACKAGES).flat();

describe('PACKAGES', () => {
  it.each(Object.entries(TOOLS))('brings the tool %s with %s', (tool, name) => {
    expect(ALL.find(({ brings }) => brings.includes(tool))?.name).toBe(name);
  });

  it('names each package once', () => {
    const names = ALL.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });
});

describe('holds', () => {
  const one = { version: '1.0.0', integrity: 'sha512-a' };
  const wanted = {
    packages: { '': {}, 'node_modules/one': one, 'node_modules/mac': { ...one, optional: true } },
  };

  it.each([
    ['what is wanted, less other platforms', { 'node_modules/one': one }, true],
    ['nothing', {}, false],
    ['another version', { 'node_modules/one': { ...one, version: '1.0.1' } }, false],
    [
      'the same version with other contents',
      { 'node_modules/one': { ...one, integrity: 'sha512-b' } },
      false,
    ],
  ])('%s', (_title, packages, fits) => {
    expect(holds({ packages }, wanted)).toBe(fits);
  });
});
