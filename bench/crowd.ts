// SPDX-License-Identifier: Apache-2.0
import { makeLedger } from '../model/pool/ledger.ts';
import { readPool } from '../model/pool/pool.ts';
import type { Besides } from './besides.ts';
import { nextId, WANTED } from './contestant.ts';
import { quiet } from './rounds.ts';
import { containerRun, type Helper, networkCreation } from './serve.ts';
import { spread, timed } from './statistics.ts';

const CONTAINERS = 100;
const ENDS = 10;

/** A hundred containers on one network, one after the other: whether the last are as quick as the first. */
export async function crowding(helper: Helper): Promise<Besides> {
  await helper.ask('apply', { change: networkCreation(nextId()) });
  const ids = Array.from({ length: CONTAINERS }, nextId);
  const each: number[] = [];
  const total = await timed(async () => {
    for (const id of ids) each.push(await timed(() => runNamed(helper, id)));
  });
  for (const id of ids)
    await helper.ask('apply', { change: { ask: 'container-remove', container: id, force: true } });
  await helper.ask('apply', { change: { ask: 'network-remove', network: WANTED.network } });
  await quiet();
  return {
    [`${CONTAINERS} containers on one network, in all`]: spread([total]),
    [`run, the first ${ENDS} of them`]: spread(each.slice(0, ENDS)),
    [`run, the last ${ENDS} of them`]: spread(each.slice(-ENDS)),
  };
}

function runNamed(helper: Helper, id: string): Promise<unknown> {
  const change = containerRun(id);
  if (change.ask !== 'container-run') throw new Error('no run');
  return helper.ask('apply', {
    change: { ...change, spec: { ...change.spec, name: `crowd-${id.slice(0, 8)}` } },
  });
}

const LEASES = 1_000_000;
const BATCHES = 10;

/** A million addresses out of a /8, by the pure functions alone: microseconds each, in tenths of the million; and what the ledger then weighs. */
export function leasing(): { besides: Besides; megabytes: number } {
  const pool = readPool(
    { subnet: '10.0.0.0/8', reserved: {} },
    { internal: false, parent: WANTED.parent, mode: undefined },
  );
  if (pool === undefined) throw new Error('the /8 cannot be read');
  const before = process.memoryUsage().heapUsed;
  const ledger = makeLedger(pool);
  const each = Array.from({ length: BATCHES }, () => {
    const begun = performance.now();
    for (let count = 0; count < LEASES / BATCHES; count++) ledger.next();
    return ((performance.now() - begun) * 1000 * BATCHES) / LEASES;
  });
  if (ledger.size() !== LEASES) throw new Error('not every lease was given');
  const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
  return { besides: { 'a lease out of a /8, of a million: µs': spread(each) }, megabytes };
}
