// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../change.ts';
import { dockerCommandOf } from '../docker/docker-command.ts';
import type { Fault } from '../fault.ts';
import { type Finding, finding, isError } from '../finding.ts';
import type { CommandName, Invocation } from '../grammar/commands.ts';
import { containerSpecOf } from '../grammar/container-spec.ts';
import { networkSpecOf } from '../grammar/network-spec.ts';
import { joinCommandLine } from '../grammar/split.ts';
import type { Observation } from '../observation.ts';
import type { Plan } from '../plan.ts';
import { makePlan } from '../planner.ts';
import type { Result } from '../result.ts';
import { asIfDone } from './as-if.ts';
import { linesOf } from './clean.ts';
import { composeCommands } from './compose-file.ts';
import { composeRegions } from './compose-region.ts';
import { findCommands } from './find-commands.ts';
import { namesCommand, readCommand } from './read-command.ts';
import type { FoundCommand, Source } from './source.ts';

/** A network or container that a text asks for. */
export interface Draft {
  source: Source;
  kind: 'network' | 'container';
  name: string;
  /** The docker command in one line, as Lanyard understood it; as it stood where it could not be. */
  command: string;
  /** Undefined: no change can be made of it, and an error among the findings says why. */
  change: Change | undefined;
  /** All that is to be said: of the text, of the flags, and what preflight says as if the drafts before it had been made. */
  findings: Finding[];
  /** Undefined when there is no change. */
  plan: Plan | undefined;
}

/** A command of the text that is no draft: it looks, or it changes what is there. */
export interface Act {
  source: Source;
  /** Lanyard's name of it, whose words say what it does; undefined: Lanyard has no such command. */
  command: CommandName | undefined;
  words: readonly string[];
  findings: Finding[];
}

/** What a text holds. Drafts in the order in which they can be made: networks, then containers, each as they stood. */
export interface TextIn {
  drafts: Draft[];
  acts: Act[];
}

/**
 * Reads any text with docker commands or a Compose file in it. Drafts are judged one after the other on the host as it would be by then.
 * `idOf`: the id of the draft of that number (64 hex digits), chosen by the caller, so that a text read twice gives the same drafts.
 */
export function readText(text: string, observation: Observation, idOf: (index: number) => string): TextIn {
  const lines = linesOf(text);
  const regions = composeRegions(lines);
  const skipped = new Set(regions.flatMap(({ line, last }) => range(line, last)));
  const found = [...findCommands(lines, skipped), ...regions.flatMap(composeCommands)];
  const understood = found
    .flatMap((one) => understand(one) ?? [])
    .sort((a, b) => a.source.line - b.source.line);
  const acts = understood.flatMap((one) => (one.kind === 'act' ? [one.act] : []));
  const wanted = understood.flatMap((one) => (one.kind === 'act' ? [] : [one]));
  const ordered = [
    ...wanted.filter((one) => one.kind === 'network'),
    ...wanted.filter((one) => one.kind === 'container'),
  ];
  return { drafts: judgeInOrder(ordered, observation, idOf), acts };
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** A draft before it has an id. */
interface Wanted {
  kind: 'network' | 'container';
  source: Source;
  words: readonly string[];
  findings: Finding[];
  invocation: Invocation | undefined;
}

type Understood = Wanted | { kind: 'act'; source: Source; act: Act };

/** Undefined: a sentence that only names a command. */
function understand(found: FoundCommand): Understood | undefined {
  const { source, program, argv, certainty } = found;
  const findings = [...found.findings];
  if (argv === undefined) {
    const kind = /network\s+create/.test(source.text) ? 'network' : 'container';
    return { kind, source, words: source.text.split(/\s+/), findings, invocation: undefined };
  }
  const { read, left } = readCommand(program, argv);
  findings.push(...left);
  if (!read.ok) {
    if (certainty !== 'prompt' && isMention(read.fault, argv, certainty)) return undefined;
    const kind = kindOf(argv);
    if (kind === undefined)
      return { kind: 'act', source, act: { source, command: undefined, words: argv, findings: [] } };
    return {
      kind,
      source,
      words: argv,
      findings: [...findings, asFinding(read.fault)],
      invocation: undefined,
    };
  }
  const { value } = read;
  const kind = KINDS[value.command];
  findings.push(...value.notes);
  if (kind === undefined)
    return {
      kind: 'act',
      source,
      act: { source, command: value.command, words: argv, findings: value.notes },
    };
  return { kind, source, words: argv, findings, invocation: value };
}

const KINDS: Partial<Record<CommandName, Wanted['kind']>> = {
  'network create': 'network',
  run: 'container',
  create: 'container',
};

/** What a command that could not be read was to make. */
function kindOf([first, second]: readonly string[]): Wanted['kind'] | undefined {
  if (first === 'network') return second === 'create' ? 'network' : undefined;
  const name = first === 'container' ? second : first;
  return name === 'run' || name === 'create' ? 'container' : undefined;
}

/** A command's name without what it needs is a sentence about it, and so is a word after “docker” that is no command. */
function isMention(fault: Fault, argv: readonly string[], certainty: FoundCommand['certainty']): boolean {
  if (fault.code === 'usage-command') return !namesCommand(argv);
  const bare = certainty === 'prose' || !argv.some((word) => word.startsWith('-'));
  return fault.code === 'usage-arguments' && bare;
}

const asFinding = ({ code, facts }: Fault): Finding => ({ code, severity: 'error', facts });

function judgeInOrder(
  wanted: readonly Wanted[],
  observation: Observation,
  idOf: (index: number) => string,
): Draft[] {
  const drafts: Draft[] = [];
  let seen = observation;
  for (const [index, one] of wanted.entries()) {
    const draft = judge(one, idOf(index), seen, drafts);
    drafts.push(draft);
    if (draft.plan !== undefined && !draft.findings.some(isError)) seen = asIfDone(draft.plan, seen);
  }
  return drafts;
}

function judge(wanted: Wanted, id: string, seen: Observation, before: readonly Draft[]): Draft {
  const { kind, source, findings, invocation } = wanted;
  const change = invocation === undefined ? undefined : changeOf(invocation, id);
  const refused = {
    kind,
    source,
    command: joinCommandLine(['docker', ...wanted.words]),
    change: undefined,
    plan: undefined,
  };
  if (change === undefined) return { ...refused, name: wanted.words.at(-1) ?? '', findings };
  if (!change.ok) {
    return { ...refused, name: nameIn(invocation), findings: [...findings, asFinding(change.fault)] };
  }
  const plan = makePlan(change.value, seen);
  const { spec } = change.value as Extract<Change, { spec: unknown }>;
  const said = plan.findings.map((one) => blameDraft(one, before));
  return {
    kind,
    source,
    name: spec.name,
    command: dockerCommandOf(spec),
    change: change.value,
    findings: [...findings, ...elsewhere(invocation), ...said],
    plan: { ...plan, findings: said },
  };
}

function changeOf(invocation: Invocation, id: string): Result<Change> | undefined {
  if (invocation.command === 'network create') {
    const spec = networkSpecOf(invocation, id);
    return spec.ok ? { ok: true, value: { ask: 'network-create', spec: spec.value } } : spec;
  }
  if (invocation.command !== 'run' && invocation.command !== 'create') return undefined;
  const spec = containerSpecOf(invocation, id);
  const start = invocation.command === 'run';
  return spec.ok ? { ok: true, value: { ask: 'container-run', spec: spec.value, start } } : spec;
}

function nameIn(invocation: Invocation | undefined): string {
  if (invocation?.command === 'network create') return invocation.args.network;
  if (invocation?.command === 'run' || invocation?.command === 'create') return invocation.flags.name ?? '';
  return '';
}

/** Values that a container takes from the shell or from a file beside the text: its draft is without them. */
function elsewhere(invocation: Invocation | undefined): Finding[] {
  if (invocation?.command !== 'run' && invocation?.command !== 'create') return [];
  const { env, 'env-file': files } = invocation.flags;
  return [
    ...files.map((value) => finding('text-value-elsewhere', { flag: '--env-file', value })),
    ...env
      .filter((one) => !one.includes('='))
      .map((value) => finding('text-value-elsewhere', { flag: '-e', value })),
  ];
}

/** A network that is not there because its own draft is refused: that is to be settled first. */
function blameDraft(found: Finding, before: readonly Draft[]): Finding {
  if (found.code !== 'network-unknown') return found;
  const draft = before.find((one) => one.kind === 'network' && one.name === found.facts.network);
  if (draft === undefined) return found;
  return finding('text-network-refused', { network: draft.name, line: draft.source.line }, found.field);
}
