// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import type { Case, Step } from './case.ts';

/** Kernel features that a lab's kernel may lack. */
export const FEATURES = ['802.1q', 'ipvlan', 'dummy'] as const;
export type Feature = (typeof FEATURES)[number];

const PAIR = 'ip link add name one type veth peer name two';

const TRIED: Record<Feature, string> = {
  '802.1q': `${PAIR} && ip link add link one name one.1 type vlan id 1`,
  ipvlan: `${PAIR} && ip link add link one name child type ipvlan`,
  dummy: 'ip link add name one type dummy',
};

/** Which of them this kernel has: tried in a network namespace of its own, which is gone with the command. */
export const featuresHere = (): Feature[] =>
  FEATURES.filter((feature) => {
    try {
      execFileSync('unshare', ['--net', 'sh', '-c', TRIED[feature]], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });

function text(step: Step): string {
  switch (step.kind) {
    case 'docker':
      return step.argv.join(' ');
    case 'host':
      return step.command;
    case 'api':
      return `${step.path} ${JSON.stringify(step.body)}`;
    case 'daemon-restart':
      return step.between ?? '';
    default:
      return '';
  }
}

/** A link of that kind is made, by the command or by Docker. */
const makes = (step: Step, kind: string): boolean =>
  ('links_added' in step && step.links_added.some((link) => link.kind === kind)) ||
  new RegExp(`type ${kind}\\b`).test(text(step));

/** A tagged network that ours allows where Docker saw an overlap. */
const overlapsTagged = (step: Step): boolean =>
  step.kind === 'docker' && /parent=\S+\.\d+/.test(text(step)) && /[Pp]ool overlaps/.test(step.stderr);

export function needsOf({ steps }: Case): Feature[] {
  const needs: Record<Feature, boolean> = {
    '802.1q': steps.some((step) => makes(step, 'vlan') || overlapsTagged(step)),
    ipvlan: steps.some((step) => /\bipvlan\b/.test(text(step))),
    dummy: steps.some((step) => makes(step, 'dummy')),
  };
  return FEATURES.filter((feature) => needs[feature]);
}
