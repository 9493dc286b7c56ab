// SPDX-License-Identifier: Apache-2.0

/** The words of the overview and of a panel’s live parts: troubles, the way out, rates, who is reached. */
export const liveWords = {
  'trouble.label': 'What needs you',
  'trouble.with-reason': '{what} {why}',
  'trouble.gateway-silent': 'No answer from its gateway {gateway}.',
  'trouble.gateway-silent-many':
    '{count} containers get no answer from their gateway {gateway}. Check that it is the gateway of that LAN or VLAN, and that the switch port carries it.',
  'trouble.gateway-lossy': 'Its gateway {gateway} answers slowly or loses packets ({loss} % lost).',
  'trouble.exited': 'Ended with exit code {exit}.',
  'trouble.parent-gone': 'The link is gone, and with it the way out of {networks}.',
  'trouble.parent-down': 'The link is switched off, so {networks} {count|has|have} no way out.',
  'trouble.parent-no-carrier':
    'No cable, or nothing at its other end, so {networks} {count|has|have} no way out.',
  'overview.spares': 'Links without a network',
  'overview.empty-title': 'Your first network starts at a NIC',
  'overview.empty-sentence':
    'Pick a NIC, keep the addresses that are proposed, and your containers stand on the LAN like any other machine.',

  'inspector.label': 'Details',
  'inspector.close': 'Close details',
  'inspector.gone': 'This is no longer there.',
  'inspector.nic-gone': '{name} is gone: the kernel no longer has this link.',

  'path.title': 'Way out',
  'path.container': 'Container',
  'path.network': 'Network',
  'path.vlan': 'VLAN',
  'path.nic': 'NIC',
  'path.gateway': 'Gateway',
  'path.ping': 'Ping',
  'answer.yes': 'answers',
  'answer.no': 'no answer',
  'answer.unknown': 'not asked yet',
  'path.loss': '{loss} lost',
  'path.gateway-silent':
    '{gateway} answers neither ARP nor ping. Check that this is the gateway of that LAN or VLAN, and that the switch port carries it.',
  'rates.title': 'Traffic',
  'rates.rx': 'Received',
  'rates.tx': 'Sent',
  'rates.unknown': 'not known yet',
  'others.title': 'Also reaches',
  'others.more': 'and {count} more',
  'others.host': 'this host',
  'others.by-design': 'no, by design',
} as const;
