// SPDX-License-Identifier: Apache-2.0

/** error: the plan cannot be made. warning: it can, and will likely disappoint. note: worth knowing. fault: a request failed. */
export type Level = 'error' | 'warning' | 'note' | 'fault';

interface Entry {
  level: Level;
  facts: readonly string[];
}

const error = <const F extends readonly string[]>(...facts: F) => ({ level: 'error', facts }) as const;
const warning = <const F extends readonly string[]>(...facts: F) => ({ level: 'warning', facts }) as const;
const note = <const F extends readonly string[]>(...facts: F) => ({ level: 'note', facts }) as const;
const fault = <const F extends readonly string[]>(...facts: F) => ({ level: 'fault', facts }) as const;

/**
 * Every code that a finding or a fault can have, with the names of its facts.
 * The words stand in `words/`, one catalogue a language; a test holds the two together.
 */
export const CODES = {
  // A network's name, driver and mode
  'name-empty': error(),
  'name-reserved': error('name'),
  'name-taken': error('name'),
  'id-taken': error('id'),
  'driver-unknown': error('driver', 'drivers'),
  'mode-unknown': error('driver', 'mode', 'modes'),
  'flag-unknown': error('flag', 'flags'),
  'option-ignored': note('option', 'driver'),
  'ipam-unknown': error('ipam'),
  'ipam-empty': error('ipam'),

  // Pools
  'subnet-bad': error('subnet'),
  'subnet-host-bits': error('subnet', 'meant'),
  'subnet-overlaps-self': error('subnet', 'other'),
  'subnet-overlaps': error('subnet', 'other', 'network', 'parent'),
  'subnet-everything': error('subnet'),
  'subnet-multicast': warning('subnet'),
  'subnet-loopback': warning('subnet'),
  'subnet-small': warning('subnet', 'free'),
  'subnet-not-parents': note('subnet', 'parent', 'addresses'),
  'gateway-bad': error('gateway'),
  'gateway-outside': error('gateway', 'subnet'),
  'gateway-unmatched': error('gateway'),
  'gateway-twice': error('gateway', 'other', 'subnet'),
  'gateway-is-network': error('gateway', 'subnet'),
  'gateway-is-broadcast': error('gateway', 'subnet'),
  'range-bad': error('range'),
  'range-host-bits': error('range', 'meant'),
  'range-outside': error('range', 'subnet'),
  'range-unmatched': error('range'),
  'range-twice': error('range', 'other', 'subnet'),
  'pool-without-subnet': error('field'),
  'reserved-bad': error('name', 'address'),
  'reserved-unnamed': error('address'),
  'reserved-outside': error('name', 'address', 'subnet'),
  'reserved-unmatched': error('name', 'address'),
  'reserved-is-gateway': error('name', 'address'),
  'reserved-twice': error('name', 'address'),
  'default-pools-full': error(),

  // The parent
  'parent-missing': error('parent', 'links'),
  'parent-dummy': note(),
  'parent-ipvlan-taken': error('parent', 'network'),
  'parent-loopback': error('parent', 'driver'),
  'parent-port': error('parent', 'master', 'kind'),
  'parent-passthru': error('parent', 'network'),
  'parent-not-alone': error('parent', 'network'),
  'parent-other-driver': error('parent', 'driver', 'network'),
  'parent-down': warning('parent'),
  'parent-no-carrier': warning('parent'),
  'parent-wifi': warning('parent'),
  'vlan-id-bad': error('parent', 'id'),
  'vlan-id-range': error('parent', 'id'),
  'vlan-name-form': error('parent'),
  'vlan-name-long': error('parent', 'length'),
  'vlan-id-taken': error('nic', 'id', 'link'),
  'vlan-nic-down': error('nic', 'parent'),
  'vlan-nic-missing': error('nic', 'links'),
  'mtu-above-parent': error('mtu', 'parent', 'parentMtu'),

  // Containers and their endpoints
  'container-name-bad': error('name'),
  'container-name-taken': error('name', 'id'),
  'container-unknown': error('container'),
  'container-ambiguous': error('container', 'matches'),
  'container-running': error('container'),
  'container-not-running': error('container'),
  'container-already-running': note('container'),
  'network-unknown': error('network'),
  'network-gone': error('network', 'container'),
  'network-ambiguous': error('network', 'matches'),
  'network-in-use': error('network', 'containers'),
  'network-predefined': error('network'),
  'prune-asks': note('networks'),
  'network-unsupported': error('network'),
  'image-unknown': error('image'),
  'image-stands-in': note('image', 'toolbox'),
  'image-in-use': error('image', 'containers'),
  'command-empty': error('image'),
  'endpoint-taken': error('container', 'network'),
  'endpoint-missing': error('container', 'network'),
  'endpoint-without-network': error('field'),
  'ip-bad': error('ip', 'family'),
  'ip-outside': error('ip', 'network', 'subnets'),
  'ip-needs-subnet': error('ip', 'network'),
  'ip-needs-family': error('ip', 'network', 'family'),
  'ip-is-gateway': error('ip', 'network'),
  'ip-is-reserved': error('ip', 'network', 'name'),
  'ip-is-network': error('ip', 'subnet'),
  'ip-is-broadcast': error('ip', 'subnet'),
  'ip-taken': error('ip', 'container'),
  'ip-outside-range': note('ip', 'range'),
  'mac-bad': error('mac'),
  'mac-unusable': error('mac'),
  'mac-taken': error('mac', 'holder'),
  'mac-unsupported': error('mac', 'driver'),
  'pool-full': error('network', 'subnets', 'family'),
  'env-bad': error('env'),
  'host-cannot-reach': note('network', 'parent'),
  'rootfs-lost': note('container'),

  // Reachability
  'container-stopped': note('container'),
  'parent-gone': warning('parent', 'network'),
  'sandbox-unseen': note('container'),
  'link-gone': warning('link', 'container'),
  'link-down': warning('link', 'container'),
  'address-gone': warning('address', 'link', 'container'),
  'address-duplicate': warning('address', 'link', 'container'),
  'route-gone': warning('to', 'link', 'container'),
  'route-elsewhere': warning('to', 'dev', 'link', 'container'),
  'mode-isolates': note('mode', 'network'),
  'mode-hairpin': note('mode', 'network'),
  'mode-routed': note('mode', 'network', 'parent'),
  'gateway-is-host': note('gateway', 'network', 'parent'),
  'gateway-nobody': note('gateway', 'network'),
  'network-internal': note('network'),
  'host-address-none': note('parent', 'network'),

  // After acting
  drift: warning('what', 'wanted', 'found'),
  'drift-gone': warning('what'),

  // Requests that failed
  'request-bad': fault('path', 'reason'),
  'call-unknown': fault('call'),
  'request-large': fault('limit'),
  'not-permitted': fault('call'),
  'plan-stale': fault('differs'),
  'plan-empty': fault(),
  'state-busy': fault('seconds'),
  'state-unreadable': fault('path', 'reason'),
  'tool-missing': fault('tool', 'package'),
  'command-failed': fault('command', 'exit', 'reason'),
  'command-timeout': fault('command', 'seconds'),
  'command-flood': fault('command', 'limit'),
  'step-failed': fault('command', 'reason'),
  'verify-failed': fault('differs'),
  'undo-impossible': fault('entry', 'reason'),
  'entry-unknown': fault('entry'),
  'runtime-missing': fault('tried'),
  'runtime-failed': fault('reason'),
  'user-unknown': fault('user', 'container'),
  'program-not-found': fault('program'),
  'program-not-executable': fault('program'),
  'image-bad': fault('path', 'reason'),
  'image-pull-failed': fault('image', 'reason'),
  'file-missing': fault('path'),
  'session-unknown': fault('session'),
  'lab-exists': fault('lab'),
  'lab-unknown': fault('lab'),
  'lab-place-unknown': fault('place', 'places'),
  'root-needed': fault('command'),
  'helper-lost': fault('reason'),
  'elevation-dismissed': fault(),
  'elevation-refused': fault('reason'),
  'elevation-missing': fault('reason'),
  'sender-refused': fault('origin'),
  'shell-missing': fault('tried'),
  'shell-failed': fault('reason'),
  'shell-open': fault('pid'),
  'install-failed': fault('reason'),
  'clipboard-refused': fault(),
  internal: fault('reason'),

  // The command line
  'usage-command': fault('command', 'known'),
  'usage-arguments': fault('command', 'takes', 'usage'),
  'usage-flag-unknown': fault('flag', 'command'),
  'usage-flag-value': fault('flag', 'value', 'wants'),
  'usage-flag-missing': fault('flag', 'command'),
  'usage-template': fault('template', 'reason'),
  'usage-conflict': fault('one', 'other'),
  'usage-flag-unsupported': fault('flag', 'command'),
  'flag-idle': note('flag', 'command'),
} as const satisfies Record<string, Entry>;

export type Code = keyof typeof CODES;
export type Fact = string | number | boolean | string[];
export type FactsOf<C extends Code> = { [Name in (typeof CODES)[C]['facts'][number]]: Fact };
export type CodeAt<L extends Level> = { [C in Code]: (typeof CODES)[C]['level'] extends L ? C : never }[Code];
