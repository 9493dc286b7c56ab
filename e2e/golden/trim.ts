// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case, Step } from './case.ts';
import { FOLLOWED } from './case.ts';

/** Fields of a case that nothing reads, or that say how and when it was recorded. */
const DROPPED_OF_CASE = [
  'cli',
  'kernel',
  'platform',
  'tags',
  'notes',
  'first_error',
  'daemon_log',
  'recorder_error',
];

/** Fields anywhere in a step that differ from run to run, or that are not compared. */
const DROPPED_OF_STEP = new Set([
  'link_index',
  'link_netnsid',
  'valid_life_time',
  'preferred_life_time',
  'bcqueuelen',
  'usedbcqueuelen',
  'label',
  'nodad',
  'metric',
  'pref',
  'legacy',
  'config_mac',
  'resolv_conf',
]);

/** A text this long is a listing that is not compared. */
const LONGEST = 1500;

function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned);
  if (typeof value === 'string') return value.length > LONGEST ? value.slice(0, LONGEST) : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !DROPPED_OF_STEP.has(name))
      .map(([name, inner]) => [name, pruned(inner)]),
  );
}

function trimmed(one: Case): Case {
  const kept = Object.entries(one).filter(([name]) => !DROPPED_OF_CASE.includes(name));
  return {
    ...(Object.fromEntries(kept) as unknown as Case),
    steps: one.steps.map((step) => pruned(step) as Step),
  };
}

/** What two engines' recordings must agree in for one of them to be enough: without MACs and texts. */
const essence = ({ steps }: Case): string =>
  JSON.stringify(steps, (name, value) => {
    if (
      ['stdout', 'stderr', 'note', 'why', 'error', 'hosts', 'response', 'lines', 'mac_origin'].includes(name)
    )
      return undefined;
    if (
      [
        'EnableIPv4',
        'GwPriority',
        'DNSNames',
        'Aliases',
        'DriverOpts',
        'EndpointID',
        'protocol',
        'flags',
        'links_changed',
        'NetworkMode',
      ].includes(name)
    )
      return undefined;
    return typeof value === 'string'
      ? value.replace(/([0-9a-f]{2}:){5}[0-9a-f]{2}|fe80::[0-9a-f:]+/g, '')
      : value;
  });

/** One line a step, so that a change of the file can be read. */
function printed(cases: readonly Case[]): string {
  const one = ({ steps, ...rest }: Case): string =>
    `${JSON.stringify(rest).slice(0, -1)},"steps":[\n${steps.map((step) => JSON.stringify(step)).join(',\n')}\n]}`;
  return `[\n${cases.map(one).join(',\n')}\n]\n`;
}

const [input, output = join('e2e', 'golden', 'cases.json')] = process.argv.slice(2);
if (input === undefined) {
  console.error('trim RECORDING [OUTPUT]');
  process.exit(2);
}
const all = (JSON.parse(readFileSync(input, 'utf8')) as Case[]).map(trimmed);
const followed = new Map(
  all.filter(({ engine }) => engine === FOLLOWED).map((one) => [one.id, essence(one)]),
);
const kept = all.filter((one) => one.engine === FOLLOWED || followed.get(one.id) !== essence(one));
writeFileSync(output, printed(kept));
console.log(`${output}: ${kept.length} recordings of ${new Set(kept.map(({ id }) => id)).size} cases`);
