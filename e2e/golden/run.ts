// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyProgram } from './bench.ts';
import { type Case, readCases } from './case.ts';
import { elsewhere } from './elsewhere.ts';
import { playInGuests, whyNoGuest } from './guests.ts';
import { makeLabs } from './labs.ts';
import { featuresHere, needsOf } from './needs.ts';
import { appendTold, failsWith, printed, type Told } from './verdicts.ts';

const ROOT = process.env.LANYARD_GOLDEN_ROOT ?? process.cwd();
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: join(ROOT, 'e2e', 'golden', 'cases.json') },
    only: { type: 'string', default: '*' },
    engine: { type: 'string', default: 'builtin' },
    /** Labs at a time on this kernel, and guests at a time for what it lacks; 0: none. */
    jobs: { type: 'string', default: '3' },
    guests: { type: 'string', default: '2' },
    program: { type: 'string', default: join(dirname(process.argv[1] ?? ''), 'program', 'lanyard') },
    /** Verdicts as lines of JSON, besides. */
    report: { type: 'string' },
    /** A folder that several runs share: a case is played by the one that makes its folder there. */
    claims: { type: 'string' },
  },
});

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
const wanted = readCases(values.cases).filter(({ id }) => glob(values.only).test(id));
if (wanted.length === 0) refuse(`No case is named ${values.only}.`);

const total = { holds: 0, fails: 0, elsewhere: 0, skipped: 0 };
function tell(told: Told): void {
  total[told.state] += 1;
  console.log(printed(told));
  if (values.report !== undefined) appendTold(values.report, told);
}

const features = featuresHere();
const lacking = (one: Case): string[] => needsOf(one).filter((feature) => !features.includes(feature));
const here: Case[] = [];
const inGuests: Case[] = [];
for (const one of wanted) {
  const reason = elsewhere(one);
  if (reason !== undefined) tell({ ...failsWith(one, reason), state: 'elsewhere' });
  else (lacking(one).length === 0 ? here : inGuests).push(one);
}

const program = copyProgram(values.program);
const labs = makeLabs(program.folder, Number(values.jobs));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await labs.close();
    program.remove();
    process.exit(1);
  });
}

async function judge(one: Case): Promise<void> {
  const played = await labs.play(one, () => claimed(one)).catch((error: Error) => error);
  if (played === undefined) return;
  if (played instanceof Error) return tell(failsWith(one, played.stack ?? played.message));
  const { problems, used, ms } = played;
  const { id, title } = one;
  tell({ id, title, state: problems.length === 0 ? 'holds' : 'fails', detail: problems, used, ms });
}

function claimed({ id }: Case): boolean {
  if (values.claims === undefined) return true;
  try {
    mkdirSync(join(values.claims, id.replaceAll('/', '_')));
    return true;
  } catch {
    return false;
  }
}

async function judgeInGuests(): Promise<void> {
  const guests = Number(values.guests);
  const why = guests === 0 ? 'no guest was wanted' : await whyNoGuest(ROOT);
  if (why === undefined) return playInGuests(inGuests, { root: ROOT, program: values.program, guests, tell });
  for (const one of inGuests) {
    const reason = `this kernel lacks ${lacking(one).join(', ')}, and ${why}`;
    tell({ ...failsWith(one, reason), state: 'skipped' });
  }
}

try {
  await Promise.all(here.map(judge));
  // Afterwards, since both want all processors.
  if (inGuests.length > 0) await judgeInGuests();
} finally {
  await labs.close();
  program.remove();
}
console.log(
  `${total.holds} hold, ${total.fails} do not, ${total.elsewhere + total.skipped} not run here; ${wanted.length} cases`,
);
process.exit(total.fails > 0 ? 1 : 0);
