// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../../model/fault.ts';
import { fault } from '../../model/fault.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import type { Step } from '../../model/step.ts';
import { commandOf, ipArguments, ipSandbox } from '../../model/step-command.ts';
import { runTool } from '../command.ts';
import { ENGINE_STEPS } from './engine-steps.ts';

/** How far a run of steps came: all done, or the step that failed and why. Those after it were not begun. */
export type Progress = { done: number; fault?: Fault };

type Listen = (from: number, to: number, outcome: 'begun' | 'done' | 'failed') => void;

interface Group {
  from: number;
  steps: Step[];
  /** For steps that `ip` runs: the namespace. Engine steps have none and stand alone. */
  ip?: { sandbox: string | undefined };
}

/** Neighbouring steps that one `ip -batch` can do: the same kernel requests in the same order, with one process. */
function groups(steps: readonly Step[]): Group[] {
  const all: Group[] = [];
  steps.forEach((step, index) => {
    const last = all.at(-1);
    if (ipArguments(step) === undefined) all.push({ from: index, steps: [step] });
    else if (last?.ip !== undefined && last.ip.sandbox === ipSandbox(step)) last.steps.push(step);
    else all.push({ from: index, steps: [step], ip: { sandbox: ipSandbox(step) } });
  });
  return all;
}

/** Runs steps in order until one fails. `listen` hears of every group before and after it runs: the journal's place. */
export async function runSteps(steps: readonly Step[], listen: Listen): Promise<Progress> {
  for (const group of groups(steps)) {
    const to = group.from + group.steps.length;
    listen(group.from, to, 'begun');
    const progress =
      group.ip === undefined
        ? await runEngineStep(group.steps[0] as Step)
        : await runBatch(group.steps, group.ip.sandbox);
    if (progress.done > 0) listen(group.from, group.from + progress.done, 'done');
    if (progress.fault !== undefined) {
      listen(group.from + progress.done, group.from + progress.done + 1, 'failed');
      return { done: group.from + progress.done, fault: progress.fault };
    }
  }
  return { done: steps.length };
}

async function runEngineStep(step: Step): Promise<Progress> {
  const run = ENGINE_STEPS[step.step as keyof typeof ENGINE_STEPS] as
    | ((step: Step) => Promise<Result<unknown>>)
    | undefined;
  const result =
    run === undefined ? failed(fault('internal', { reason: `no runner for ${step.step}` })) : await run(step);
  return result.ok ? { done: 1 } : { done: 0, fault: result.fault };
}

interface Line {
  text: string;
  /** How many steps the line does. */
  steps: number;
}

/** Settings of one sandbox that follow each other are one `sysctl` call. */
function batchLines(steps: readonly Step[]): Line[] {
  const lines: (Line & { sysctl?: string })[] = [];
  for (const step of steps) {
    const last = lines.at(-1);
    const sandbox = step.step === 'sysctl-set' ? step.sandbox : undefined;
    if (
      step.step === 'sysctl-set' &&
      last !== undefined &&
      sandbox !== undefined &&
      last.sysctl === sandbox
    ) {
      last.text += ` ${step.key}=${step.value}`;
      last.steps += 1;
    } else {
      const text = (ipArguments(step) ?? []).map(quoted).join(' ');
      lines.push({ text, steps: 1, ...(sandbox === undefined ? {} : { sysctl: sandbox }) });
    }
  }
  return lines;
}

/** `ip -batch` splits at spaces and knows quotes; our words hold neither, but names of links may come from elsewhere. */
const quoted = (word: string): string =>
  /^[\w.:/@%+=,-]+$/.test(word) ? word : `"${word.replace(/["\\\n]/g, '')}"`;

async function runBatch(steps: readonly Step[], sandbox: string | undefined): Promise<Progress> {
  if (steps.length === 0) return { done: 0 };
  const lines = batchLines(steps);
  const prefix = sandbox === undefined ? [] : ['-n', sandbox];
  const run = await runTool('ip', [...prefix, '-batch', '-'], {
    input: `${lines.map((line) => line.text).join('\n')}\n`,
  });
  if (!run.ok) return { done: 0, fault: run.fault };
  if (run.value.exit === 0) return { done: steps.length };
  // "Command failed -:3": the number of the line, from 1.
  const at = /Command failed [^:\n]*:(\d+)/.exec(run.value.stderr);
  const line = at === null ? 0 : Number(at[1]) - 1;
  const done = lines.slice(0, line).reduce((sum, one) => sum + one.steps, 0);
  const step = steps[done] as Step;
  const reason = reasonIn(run.value.stderr);
  if (isGone(step, reason)) return after(done + 1, await runBatch(steps.slice(done + 1), sandbox));
  return { done, fault: fault('step-failed', { command: commandOf(step), reason }) };
}

const after = (done: number, rest: Progress): Progress => ({ ...rest, done: done + rest.done });

/** Steps that end something. A container's link goes with its parent, whoever took that: it must still be possible to stop it. */
const ENDING: readonly Step['step'][] = ['link-delete', 'address-delete', 'route-delete', 'sandbox-delete'];

const isGone = (step: Step, reason: string): boolean => ENDING.includes(step.step) && ABSENT.test(reason);

const reasonIn = (stderr: string): string =>
  stderr
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('Command failed'))
    .map((line) => line.replace(/^(RTNETLINK answers|Error): /, ''))
    .join('; ');

const ABSENT =
  /Cannot find device|No such (file|process|device)|Cannot assign requested address|does not exist|Cannot open network namespace/i;

/** Runs one step; that there is nothing (any more) to take away is fine. */
export async function runTolerant(step: Step): Promise<Result<void>> {
  const { fault: failure } = await runSteps([step], () => {});
  if (failure === undefined) return ok(undefined);
  const reason = String(failure.facts.reason ?? '');
  return step.step !== 'link-add' && ABSENT.test(reason) ? ok(undefined) : failed(failure);
}
