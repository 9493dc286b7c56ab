// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { TOOLBOX } from '../../model/container.ts';
import type { Emit } from '../../model/contract.ts';
import { fault } from '../../model/fault.ts';
import { findImage, fullImageName } from '../../model/find.ts';
import { finding } from '../../model/finding.ts';
import type { InvocationOf } from '../../model/grammar/commands.ts';
import { containerSpecOf } from '../../model/grammar/container-spec.ts';
import { exitOf } from '../../model/grammar/exit.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { attach } from '../engines/builtin/attach.ts';
import { listImages } from '../engines/builtin/images.ts';
import { each } from './each.ts';
import { call, change } from './host.ts';
import { newId } from './network.ts';
import { err, out, sayFault, sayFindings, sentence } from './terminal.ts';

type Made = InvocationOf<'run' | 'create'>;

function envFiles(paths: readonly string[]): Result<string[]> {
  try {
    return ok(paths.map((path) => readFileSync(path, 'utf8')));
  } catch (error) {
    return failed(fault('file-missing', { path: (error as { path?: string }).path ?? paths.join(' ') }));
  }
}

function specOf(invocation: Made) {
  const files = envFiles(invocation.flags['env-file']);
  if (!files.ok) return files;
  return containerSpecOf(invocation, newId(), { envFiles: files.value, environment: process.env });
}

export async function create(invocation: InvocationOf<'create'>): Promise<number> {
  const spec = specOf(invocation);
  if (!spec.ok) return refuse(invocation, spec.fault);
  const made = await change(
    { ask: 'container-run', spec: spec.value, start: false },
    invocation.flags['dry-run'],
  );
  if (!made.ok) return exitOf(invocation.command, made.fault);
  if (made.value !== undefined) out(spec.value.id);
  return 0;
}

function refuse(invocation: Made, refusal: ReturnType<typeof fault>): number {
  sayFault(refusal);
  return exitOf(invocation.command, refusal);
}

/** In the foreground the log is opened when the container is made and not yet begun, so that nothing of it is missed, however soon it ends and is removed. */
export async function run(invocation: InvocationOf<'run'>): Promise<number> {
  const { flags } = invocation;
  const spec = specOf(invocation);
  if (!spec.ok) return refuse(invocation, spec.fault);
  const { id, image, tty } = spec.value;
  const wanted = { ask: 'container-run', spec: spec.value, start: true } as const;
  if (flags['dry-run']) return (await change(wanted, true)).ok ? 0 : 125;

  let attached: Promise<Result<number>> | undefined;
  const emit: Emit = (name, event) => {
    const step = name === 'progress' ? (event as { outcome: string; index: number }) : undefined;
    if (step?.outcome === 'begun' && step.index === startIndex && !flags.detach) {
      attached = attach(id, { input: flags.interactive, tty });
    }
  };
  const plan = await call('preview', { change: wanted });
  const startIndex = plan.ok ? plan.value.steps.findIndex((one) => one.step === 'container-start') : -1;
  const outcome = await call('apply', { change: wanted }, emit);
  if (!outcome.ok) return refuse(invocation, outcome.fault);
  sayFindings(outcome.value.findings);
  sayStandIn(image);
  if (attached === undefined) {
    out(id);
    return 0;
  }
  const exit = await attached;
  return exit.ok ? exit.value : refuse(invocation, exit.fault);
}

/** Said openly when the toolbox runs under another image's name. */
function sayStandIn(reference: string): void {
  if (findImage(listImages(), reference) !== undefined) return;
  err(sentence(finding('image-stands-in', { image: fullImageName(reference), toolbox: TOOLBOX })));
}

export async function start({ args, flags }: InvocationOf<'start'>): Promise<number> {
  if (flags.attach || flags.interactive) return startAttached(args.container, flags.interactive);
  return each(
    args.container,
    (container) => change({ ask: 'container-start', container }, flags['dry-run']),
    !flags['dry-run'],
  );
}

async function startAttached(names: readonly string[], input: boolean): Promise<number> {
  const [container, second] = names;
  if (container === undefined || second !== undefined) {
    const conflict = fault('usage-conflict', { one: '--attach', other: names.join(' ') });
    sayFault(conflict);
    return 1;
  }
  const seen = await call('observe', { sandboxes: false });
  const found = seen.ok
    ? seen.value.containers.find(({ spec }) => spec.name === container || spec.id.startsWith(container))
    : undefined;
  const following = found && attach(found.spec.id, { input, tty: found.spec.tty, fromEnd: true });
  const started = await change({ ask: 'container-start', container }, false);
  if (!started.ok) return 1;
  const exit = await following;
  return exit?.ok ? exit.value : 1;
}
