// SPDX-License-Identifier: Apache-2.0
import { dockerCommandOf } from '../docker/docker-command.ts';
import type { Exported, Subject } from './exported.ts';
import { oursIn } from './left-out.ts';

/** The docker commands that would make it all, networks first: a shell script. Docker's words are Lanyard's, so nothing is left out; what Lanyard has beyond them is said. */
export function dockerOf({ networks, containers }: Subject): Exported {
  const commands = [...networks, ...containers].map(({ spec }) => dockerCommandOf(spec));
  return {
    files: [{ name: 'docker.sh', text: `${commands.join('\n')}\n` }],
    remarks: networks.flatMap(({ spec }) => oursIn(spec, 'docker')),
  };
}
