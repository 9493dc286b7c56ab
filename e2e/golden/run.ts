// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyProgram } from './bench.ts';
import { type Case, readCases } from './case.ts';
import { elsewhere } from './elsewhere.ts';
import { featuresHere, needsOf } from './needs.ts';
import { runCase } from './run-case.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string' },
    only: { type: 'string', default: '*' },
    engine: { type: 'string', default: 'builtin' },
    jobs: { type: 'string', default: '2' },
  },
});
const ROOT = process.env.LANYARD_GOLDEN_ROOT ?? process.cwd();

/** `*` any text, `?` any character, `,` or. */
const glob = (pattern: string): RegExp =>
  new RegExp(
    `^(${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')
      .replaceAll(',', '|')})$`,
  );

function refuse(why: string): never {
  console.error(why);
  process.exit(2);
}

if (values.engine !== 'builtin') refuse(`There is no engine ${values.engine} yet: --engine takes builtin.`);
if (process.getuid?.() !== 0) refuse('A lab needs root: sudo npm run golden');

const wanted = readCases(values.cases ?? join(ROOT, 'e2e', 'golden', 'cases.json')).filter(({ id }) =>
  glob(values.only).test(id),
);
if (wanted.length === 0) refuse(`No case is named ${values.only}.`);
const features = featuresHere();
const program = copyProgram(join(ROOT, 'dist', 'lanyard'));
const total = { holds: 0, fails: 0, elsewhere: 0 };

function whyNot(one: Case): string | undefined {
  const lacking = needsOf(one).filter((feature) => !features.includes(feature));
  return elsewhere(one) ?? (lacking.length > 0 ? `this kernel lacks ${lacking.join(', ')}` : undefined);
}

async function judge(one: Case): Promise<void> {
  const reason = whyNot(one);
  if (reason !== undefined) {
    total.elsewhere += 1;
    console.log(`-     ${one.id}: ${reason}`);
    return;
  }
  const { problems, used, ms } = await runCase(one, program.folder).catch((error: Error) => ({
    problems: [error.stack ?? error.message],
    used: [],
    ms: 0,
  }));
  total[problems.length === 0 ? 'holds' : 'fails'] += 1;
  const differing = used.length > 0 ? ` (differs: ${used.join(', ')})` : '';
  console.log(
    `${problems.length === 0 ? 'holds' : 'FAILS'} ${one.id} ${(ms / 1000).toFixed(1)} s${differing}`,
  );
  for (const problem of problems) console.log(`      ${problem}`);
}

const queue = [...wanted];
async function work(): Promise<void> {
  for (let one = queue.shift(); one !== undefined; one = queue.shift()) await judge(one);
}
try {
  await Promise.all(Array.from({ length: Number(values.jobs) }, work));
} finally {
  program.remove();
}
console.log(
  `${total.holds} hold, ${total.fails} do not, ${total.elsewhere} not run here; ${wanted.length} cases`,
);
process.exit(total.fails > 0 ? 1 : 0);
