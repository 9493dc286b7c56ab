// SPDX-License-Identifier: Apache-2.0
import type { Observation } from './observation.ts';
import type { Reach } from './reach.ts';
import { questionsOf } from './reachability/question.ts';
import { judge } from './reachability/rules.ts';

/**
 * Who should reach whom, and why not: each endpoint to its gateways, to the other containers of its network, and to the host.
 * Without a container's sandbox in the observation, what depends on it is `unknown`. `measured` is left out.
 */
export function predictReach(observation: Observation): Reach[] {
  return questionsOf(observation).map((question) => ({
    from: question.from.spec.id,
    network: question.network.spec.id,
    target: question.target,
    to: question.to?.container.spec.id ?? '',
    ip: question.ip ?? '',
    family: question.family,
    ...judge(question, observation),
  }));
}
