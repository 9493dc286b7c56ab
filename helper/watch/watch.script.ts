// SPDX-License-Identifier: Apache-2.0
import { startWatch } from './watch.ts';

/** Run by watch.kernel.test.ts inside a namespace of its own, until its standard input ends. */
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);

const watch = startWatch({
  sandboxes: true,
  onObservation: (observation) => say({ observation }),
  onFault: (fault) => say({ fault }),
});
process.stdin.on('end', watch.stop).resume();
