// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from './finding.ts';
import { linkNamed } from './link.ts';
import type { Observation } from './observation.ts';
import { settlingOf } from './settling.ts';
import type { Step } from './step.ts';

/** What is to be said after a plan was carried out as it should: nothing failed, and yet somebody would like to know. */
export function remarksOn(steps: readonly Step[], { sandboxes, containers }: Observation): Finding[] {
  return steps.flatMap((step) => {
    if (step.step !== 'address-settle' || step.sandbox === undefined) return [];
    const there = sandboxes.find(({ name }) => name === step.sandbox);
    const link = linkNamed(there?.links ?? [], step.link);
    if (settlingOf(link, step.slaac).is !== 'unadvertised') return [];
    const container = containers.find(({ sandbox }) => sandbox === step.sandbox)?.spec.name ?? step.sandbox;
    return [finding('slaac-silent', { link: step.link, container })];
  });
}
