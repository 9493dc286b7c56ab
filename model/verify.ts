// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from './finding.ts';
import { linkNamed } from './link.ts';
import type { Observation } from './observation.ts';
import { settlingOf } from './settling.ts';
import type { Step, StepOf } from './step.ts';

/** What one step should have left, held against what is seen now: undefined when it is so. */
type Check<Kind extends Step['step']> = (step: StepOf<Kind>, observation: Observation) => Finding | undefined;

const place = (sandbox: string | undefined, observation: Observation) =>
  sandbox === undefined ? observation : observation.sandboxes.find((one) => one.name === sandbox);

/** iproute2 lists a route to one address without its prefix length. */
const asListed = (to: string): string => to.replace(to.includes(':') ? /\/128$/ : /\/32$/, '');

const gone = (what: string): Finding => finding('drift-gone', { what });
const drift = (what: string, wanted: string, found: string): Finding | undefined =>
  wanted === found ? undefined : finding('drift', { what, wanted, found });

const CHECKS: { [Kind in Step['step']]?: Check<Kind> } = {
  'link-rename': (step, observation) => {
    const there = place(step.sandbox, observation);
    return there && linkNamed(there.links, step.to) ? undefined : gone(step.to);
  },
  'link-add': (step, observation) => {
    const { sandbox, mac, kind, name, mode } = step.link;
    const there = place(sandbox, observation);
    if (there === undefined) return gone(sandbox ?? name);
    // A link in a sandbox has been renamed since: known by its MAC, or by its kind.
    const link =
      sandbox === undefined
        ? linkNamed(there.links, name)
        : there.links.find((one) => (mac === undefined ? one.kind === kind : one.mac === mac));
    if (link === undefined) return gone(mac ?? name);
    return (
      drift(`${link.name} kind`, kind, link.kind) ??
      (mode === undefined ? undefined : drift(`${link.name} mode`, mode, link.mode ?? ''))
    );
  },
  'link-up': (step, observation) => {
    const link = linkNamed(place(step.sandbox, observation)?.links ?? [], step.link);
    if (link === undefined) return gone(step.link);
    return link.up ? undefined : finding('drift', { what: link.name, wanted: 'up', found: 'down' });
  },
  'address-add': (step, observation) => {
    const link = linkNamed(place(step.sandbox, observation)?.links ?? [], step.link);
    const held = link?.addresses.map((address) => `${address.ip}/${address.prefix}`) ?? [];
    return held.includes(step.address) ? undefined : gone(`${step.link} ${step.address}`);
  },
  'address-settle': (step, observation) => {
    const link = linkNamed(place(step.sandbox, observation)?.links ?? [], step.link);
    const now = settlingOf(link, step.slaac);
    if (now.is === 'tentative') return drift(now.addresses.join(' '), 'settled', 'tentative');
    return now.is === 'duplicate' ? drift(now.address, 'settled', 'duplicate') : undefined;
  },
  'dhcp-take': (step, observation) => {
    const link = linkNamed(place(step.sandbox, observation)?.links ?? [], step.link);
    return link?.addresses.some(({ family }) => family === 4) ? undefined : gone(`${step.link} DHCP`);
  },
  'route-add': (step, observation) => {
    const routes = place(step.sandbox, observation)?.routes ?? [];
    const there = routes.some(
      (route) =>
        route.family === step.family &&
        route.to === asListed(step.to) &&
        route.via === step.via &&
        route.dev === step.link,
    );
    return there ? undefined : gone(`route ${step.to} dev ${step.link}`);
  },
  'link-delete': (step, observation) =>
    linkNamed(place(step.link.sandbox, observation)?.links ?? [], step.link.name) === undefined
      ? undefined
      : finding('drift', { what: step.link.name, wanted: 'gone', found: 'there' }),
  'record-put': (step, observation) => {
    const all: readonly { spec: { id: string } }[] = observation[step.collection];
    const there = all.some((one) => one.spec.id === step.id);
    return there === (step.after !== null) ? undefined : gone(`record ${step.id.slice(0, 12)}`);
  },
};

/** Looks again after acting: whatever a plan should have left and the host does not show. Pure; the observation holds the sandboxes that the plan touched. */
export function verify(steps: readonly Step[], observation: Observation): Finding[] {
  return steps.flatMap((step) => {
    const check = CHECKS[step.step] as Check<Step['step']> | undefined;
    return check?.(step as never, observation) ?? [];
  });
}

/** The sandboxes that verify needs to see. */
export function touchedSandboxes(steps: readonly Step[]): string[] {
  const removed = new Set(steps.flatMap((step) => (step.step === 'sandbox-delete' ? [step.sandbox] : [])));
  const named = steps.flatMap((step) =>
    'sandbox' in step && step.sandbox !== undefined
      ? [step.sandbox]
      : 'link' in step && typeof step.link === 'object' && step.link.sandbox
        ? [step.link.sandbox]
        : [],
  );
  return [...new Set(named)].filter((sandbox) => !removed.has(sandbox));
}
