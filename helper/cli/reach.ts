// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../../model/fault.ts';
import type { InvocationOf } from '../../model/grammar/commands.ts';
import type { Observation } from '../../model/observation.ts';
import type { Reach } from '../../model/reach.ts';
import { call, look } from './host.ts';
import { containerList, showRows } from './show.ts';
import { plain, sayFault, sentence } from './terminal.ts';

const SECONDS = 3;
const COLUMNS = [
  'Container',
  'Network',
  'Target',
  'Address',
  'Neighbour',
  'Ping',
  'RTT',
  'Loss',
  'Predicted',
  'Because',
];

/** `ps`; with --reach the question of every running container instead. */
export const list = (invocation: InvocationOf<'ps'>): Promise<number> =>
  invocation.flags.reach
    ? printReach(undefined, SECONDS, invocation.flags.format)
    : containerList(invocation);

export const reach = ({ args, flags }: InvocationOf<'reach'>): Promise<number> =>
  printReach(args.container, flags.seconds ?? SECONDS, flags.format);

/** Asks every question once. Exit code 0 when all is as predicted, else 1. */
async function printReach(
  container: string | undefined,
  seconds: number,
  format: string | undefined,
): Promise<number> {
  const [seen, answers] = await Promise.all([
    look(),
    call('reach', { seconds, ...(container === undefined ? {} : { container }) }),
  ]);
  if (!answers.ok) return refused(answers.fault);
  if (!seen.ok) return refused(seen.fault);
  const printed = showRows(
    answers.value.map((answer) => rowOf(answer, seen.value)),
    COLUMNS,
    format,
  );
  return printed === 0 && answers.value.every(isAsPredicted) ? 0 : 1;
}

function refused(why: Fault): number {
  sayFault(why);
  return 1;
}

const isAsPredicted = ({ predicted, measured }: Reach): boolean =>
  predicted === 'unknown' ||
  measured === undefined ||
  measured.echo === 'unknown' ||
  measured.echo === predicted;

function rowOf(answer: Reach, seen: Observation) {
  const { measured } = answer;
  const nameOf = (id: string): string =>
    plain(seen.containers.find(({ spec }) => spec.id === id)?.spec.name ?? id.slice(0, 12));
  const network = seen.networks.find(({ spec }) => spec.id === answer.network)?.spec.name ?? '';
  return {
    Container: nameOf(answer.from),
    Network: plain(network),
    Target: answer.target === 'container' ? nameOf(answer.to) : answer.target,
    Address: answer.ip,
    Neighbour: measured?.neighbour ?? '',
    Ping: measured?.echo ?? '',
    RTT: measured?.rtt === undefined ? '' : `${measured.rtt.toFixed(3)} ms`,
    Loss: measured?.loss === undefined ? '' : `${Math.round(measured.loss * 100)}%`,
    Predicted: answer.predicted,
    Because: answer.because === undefined ? '' : sentence(answer.because),
  };
}
