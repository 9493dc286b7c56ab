// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { Change } from '../../model/change.ts';
import { fault } from '../../model/fault.ts';
import { findImage } from '../../model/find.ts';
import { finding, isError } from '../../model/finding.ts';
import type { InvocationOf } from '../../model/grammar/commands.ts';
import { joinCommandLine } from '../../model/grammar/split.ts';
import type { Observation } from '../../model/observation.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { commandOf } from '../../model/step-command.ts';
import { TEXT_LIMIT } from '../../model/text-in/clean.ts';
import type { Act, Draft, TextIn } from '../../model/text-in/draft.ts';
import { readText } from '../../model/text-in/drafts.ts';
import { sayCommand } from '../../model/words/help.ts';
import { standFor } from '../apply/images.ts';
import { call, look } from './host.ts';
import { newId } from './network.ts';
import { language, out, plain, sayFault, sayFindings, sentence } from './terminal.ts';

const STDIN = 0;

/** Prints what a text asks for, as drafts; with --apply makes them. Exit 1 when one of them cannot be made. */
export async function importText({ args, flags }: InvocationOf<'import'>): Promise<number> {
  const text = textIn(args.file);
  if (!text.ok) return refuse(text.fault);
  const seen = await look();
  if (!seen.ok) return refuse(seen.fault);
  const read = await readHere(text.value, seen.value);
  if (read.drafts.length + read.acts.length === 0) return refuse(fault('text-nothing', {}));
  const unknown = flags.only.find((name) => !read.drafts.some((draft) => draft.name === name));
  if (unknown !== undefined) return refuse(fault('export-unknown', { name: unknown }));
  const drafts = read.drafts.filter(({ name }) => flags.only.length === 0 || flags.only.includes(name));
  if (flags.format === 'json') out(JSON.stringify({ ...read, drafts }, null, 2));
  else printAll({ ...read, drafts });
  if (flags.apply) return applyAll(drafts);
  return drafts.some(({ findings }) => findings.some(isError)) ? 1 : 0;
}

function refuse(refusal: ReturnType<typeof fault>): number {
  sayFault(refusal);
  return 1;
}

function textIn(file: string): Result<string> {
  try {
    const text = readFileSync(file === '-' ? STDIN : file, 'utf8');
    return text.length > TEXT_LIMIT ? failed(fault('request-large', { limit: TEXT_LIMIT })) : ok(text);
  } catch {
    return failed(fault('file-missing', { path: file }));
  }
}

/** Read twice where an image that is not there yet is built on the spot when a container asks for it. */
async function readHere(text: string, observation: Observation): Promise<TextIn> {
  const ids: string[] = [];
  const idOf = (index: number): string => {
    ids[index] ??= newId();
    return ids[index];
  };
  const first = readText(text, observation, idOf);
  let seen = observation;
  for (const { change } of first.drafts) seen = await withImage(change, seen);
  return seen === observation ? first : readText(text, seen, idOf);
}

/** Asked without its networks, which may be drafts themselves: only the image matters. */
async function withImage(change: Change | undefined, seen: Observation): Promise<Observation> {
  if (change?.ask !== 'container-run' || findImage(seen.images, change.spec.image) !== undefined) return seen;
  const { images } = await standFor({ ...change, spec: { ...change.spec, endpoints: [] } }, seen);
  return images === seen.images ? seen : { ...seen, images };
}

function printAll({ drafts, acts }: TextIn): void {
  for (const draft of drafts) printDraft(draft);
  if (acts.length > 0) out(sentence(finding('text-acts', {})));
  for (const act of acts) printAct(act);
}

/** The line in the text, the command, what it would run, and what is to be said. */
function printDraft({ source, command, plan, findings }: Draft): void {
  out(`${source.line}: ${plain(command)}`);
  for (const step of plan?.steps ?? []) out(`  + ${plain(commandOf(step))}`);
  for (const found of findings) out(`  ${found.severity}: ${plain(sentence(found))}`);
}

function printAct({ source, command, words, findings }: Act): void {
  const [why = finding('text-act-unknown', {})] = findings;
  const meaning = command === undefined ? sentence(why) : sayCommand(language(), command);
  out(`${source.line}: ${plain(joinCommandLine(['docker', ...words]))}  # ${plain(meaning)}`);
}

/** All or none is touched when one is known to fail; then each in its order, up to the first that fails. */
async function applyAll(drafts: readonly Draft[]): Promise<number> {
  const done: string[] = [];
  const left = () => drafts.slice(done.length).map(({ name }) => plain(name));
  if (drafts.some(({ findings }) => findings.some(isError)))
    return refuse(fault('text-stopped', { done, left: left() }));
  for (const { change, name } of drafts) {
    const outcome = change && (await call('apply', { change }));
    if (outcome !== undefined && !outcome.ok) {
      sayFault(outcome.fault);
      return refuse(fault('text-stopped', { done, left: left() }));
    }
    sayFindings(outcome?.value.findings ?? []);
    done.push(plain(name));
  }
  return 0;
}
