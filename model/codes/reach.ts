// SPDX-License-Identifier: Apache-2.0
import { type Entry, error, note, warning } from './level.ts';

/** What can be reached, and who is on the LAN. */
export const REACH_CODES = {
  // Reachability
  'container-stopped': note('container'),
  'parent-gone': warning('parent', 'network'),
  'sandbox-unseen': note('container'),
  'link-gone': warning('link', 'container'),
  'link-down': warning('link', 'container'),
  'address-gone': warning('address', 'link', 'container'),
  'address-duplicate': warning('address', 'link', 'container'),
  'lease-lost': warning('address', 'link', 'container'),
  'lease-overdue': warning('address', 'link', 'container'),
  'route-gone': warning('to', 'link', 'container'),
  'route-elsewhere': warning('to', 'dev', 'link', 'container'),
  'mode-isolates': note('mode', 'network'),
  'mode-hairpin': note('mode', 'network'),
  'mode-routed': note('mode', 'network', 'parent'),
  'gateway-is-host': note('gateway', 'network', 'parent'),
  'gateway-nobody': note('gateway', 'network'),
  'network-internal': note('network'),
  'host-address-none': note('parent', 'network'),

  // Asking the LAN
  'scan-without-subnet': error('parent'),
  'scan-large': error('subnet', 'most'),
  'scan-not-ipv4': error('subnet'),
  'scan-unready': error('parent'),
  'scan-pool': note('server', 'first', 'last'),
  'scan-no-dhcp': note('parent'),
  'scan-range': note('range'),
  'scan-no-range': note('subnet'),
} as const satisfies Record<string, Entry>;
