// SPDX-License-Identifier: Apache-2.0
import type { Step, StepOf } from './step.ts';

type Inverses = { [Kind in Step['step']]: ((step: StepOf<Kind>) => Step) | null | 'nothing' };

/** A step that begins the same and ends with another verb. */
const turn =
  <From extends Step, To extends Step['step']>(to: To) =>
  (step: From): Step =>
    ({ ...step, step: to }) as unknown as Step;

/** What undoes each step; null: nothing does, so a plan that has begun one is finished rather than undone; `nothing`: it has changed nothing. */
const INVERSES: Inverses = {
  'link-add': turn('link-delete'),
  'link-delete': turn('link-add'),
  'link-rename': ({ sandbox, from, to }) => ({
    step: 'link-rename',
    ...(sandbox === undefined ? {} : { sandbox }),
    from: to,
    to: from,
  }),
  'link-address': (step) => ({ ...step, mac: step.was, was: step.mac }),
  'link-up': turn('link-down'),
  'link-down': turn('link-up'),
  'address-add': turn('address-delete'),
  'address-delete': turn('address-add'),
  'route-add': turn('route-delete'),
  'route-delete': turn('route-add'),
  'sysctl-set': (step) => ({ ...step, value: step.was, was: step.value }),
  'address-settle': 'nothing',
  'dhcp-take': turn('dhcp-release'),
  'dhcp-release': turn('dhcp-take'),
  'sandbox-add': turn('sandbox-delete'),
  // Gone with all that was inside: only a new start makes it again.
  'sandbox-delete': null,
  'record-put': (step) => ({ ...step, before: step.after, after: step.before }),
  'rootfs-add': turn('rootfs-delete'),
  'rootfs-delete': null,
  'rootfs-mount': turn('rootfs-unmount'),
  'rootfs-unmount': turn('rootfs-mount'),
  'container-create': turn('container-delete'),
  'container-delete': null,
  'container-start': ({ container }) => ({ step: 'container-stop', container, grace: 0 }),
  'container-stop': null,
};

/** Null: nothing undoes it; undefined: there is nothing to undo. */
export function inverseOf(step: Step): Step | null | undefined {
  const invert = INVERSES[step.step] as ((step: Step) => Step) | null | 'nothing';
  if (invert === 'nothing') return undefined;
  return invert === null ? null : invert(step);
}
