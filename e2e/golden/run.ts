// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyProgram } from './bench.ts';
import { type Case, readCases } from './case.ts';
import { elsewhere } from './elsewhere.ts';
import { makeLabs } from './labs.ts';
import { featuresHere, needsOf } from './needs.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string' },
    only: { type: 'string', default: '*' },
    engine: { type: 'string', default: 'builtin' },
    jobs: { type: 'string', default: '3' },
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
const program = copyProgram(join(ROOT, 'out', 'golden', 'program', 'lanyard'));
const labs = makeLabs(program.folder, Number(values.jobs));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await labs.close();
    program.remove();
    process.exit(1);
  });
}
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
  const { problems, used, ms } = await labs.play(one).catch((error: Error) => ({
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

try {
  await Promise.all(wanted.map(judge));
} finally {
  await labs.close();
  program.remove();
}
console.log(
  `${total.holds} hold, ${total.fails} do not, ${total.elsewhere} not run here; ${wanted.length} cases`,
);
process.exit(total.fails > 0 ? 1 : 0);
