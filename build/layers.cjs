// SPDX-License-Identifier: Apache-2.0

/**
 * The layer check: a file imports sideways on its own floor or downward, never up. Type-only imports count.
 * Tests may import what tests need (vitest, fast-check, Node), and keep to the floors like everything else.
 */

const TEST = '\\.test\\.ts$';

/** What each floor may import besides itself. */
const FLOORS = {
  model: { floors: [], packages: ['zod', 'ipaddr.js', 'yaml'] },
  helper: { floors: ['model'] },
  main: { floors: ['model'] },
  renderer: { floors: ['model'] },
};

/** Floors that nobody imports. */
const CELLAR = ['build', 'bench', 'e2e'];
const ALL = [...Object.keys(FLOORS), ...CELLAR];

/** @param {string[]} names */
const folders = (names) => `^(${names.join('|')})/`;

const floorRules = Object.entries(FLOORS).map(([floor, { floors }]) => ({
  name: `${floor}-imports-${['itself', ...floors].join('-and-')}`,
  severity: 'error',
  from: { path: folders([floor]) },
  to: { path: folders(ALL.filter((other) => other !== floor && !floors.includes(other))) },
}));

const purityRule = {
  name: 'model-is-pure',
  comment:
    'model/ knows nothing of files, processes or clocks: its own files, zod/mini, ipaddr.js and yaml only',
  severity: 'error',
  from: { path: '^model/', pathNot: `${TEST}|^model/testing/` },
  to: { pathNot: `^model/|node_modules/(${FLOORS.model.packages.join('|').replace('.', '\\.')})/` },
};

/** A type of a child process may be named elsewhere: it starts nothing. */
const spawnRule = (floor, sole) => ({
  name: `${floor}-one-spawner`,
  comment: `in ${floor}/ only ${sole} starts processes`,
  severity: 'error',
  from: { path: `^${floor}/`, pathNot: `${sole}|${TEST}` },
  to: { path: '^(node:)?child_process$', dependencyTypesNot: ['type-only'] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...floorRules,
    purityRule,
    spawnRule('helper', '^helper/command\\.ts$'),
    spawnRule('main', '^main/(program|[a-z-]+-process)\\.ts$'),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'zod-mini',
      comment: 'zod itself is 30 times the size of zod/mini',
      severity: 'error',
      from: { path: folders(['model', 'helper', 'main']) },
      to: { path: 'node_modules/zod/(index|v4/index|v4/classic|v3)' },
    },
    {
      name: 'resolves',
      comment: 'an import that leads nowhere escapes every other rule',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^data:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out)/|/[.]svelte-check/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'build/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
