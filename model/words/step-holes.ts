// SPDX-License-Identifier: Apache-2.0

/** The facts of each sentence; a kind of step has several where its form changes with what it holds. */
export const STEP_HOLES = {
  'link-add': ['kind', 'name', 'place'],
  'link-add-on': ['kind', 'name', 'place', 'parent'],
  'link-delete': ['kind', 'name', 'place'],
  'link-rename': ['from', 'to', 'place'],
  'link-up': ['link', 'place'],
  'link-down': ['link', 'place'],
  'address-add': ['link', 'place', 'address'],
  'address-delete': ['link', 'place', 'address'],
  'route-add': ['to', 'link', 'place'],
  'route-add-via': ['to', 'via', 'link', 'place'],
  'route-delete': ['to', 'link', 'place'],
  'route-delete-via': ['to', 'via', 'link', 'place'],
  'sysctl-set': ['key', 'value', 'place'],
  'sandbox-add': ['sandbox'],
  'sandbox-delete': ['sandbox'],
  'record-add-network': ['name'],
  'record-add-container': ['name'],
  'record-change-network': ['name'],
  'record-change-container': ['name'],
  'record-delete-network': ['name'],
  'record-delete-container': ['name'],
  'rootfs-add': ['container', 'image'],
  'rootfs-delete': ['container'],
  'rootfs-mount': ['container'],
  'rootfs-unmount': ['container'],
  'container-create': ['container'],
  'container-delete': ['container'],
  'container-start': ['container'],
  'container-stop': ['container', 'grace'],
  'container-kill': ['container'],
  host: [],
  inside: [],
} as const;

export type StepWords = Readonly<Record<keyof typeof STEP_HOLES, string>>;
