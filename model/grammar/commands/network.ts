// SPDX-License-Identifier: Apache-2.0
import { command } from '../command.ts';
import { bool, boolTrue, idle, int, list, map, string, stringOr, strings } from '../flag.ts';

const dry = { 'dry-run': bool() } as const;

/** Docker 28.5's `network` commands and their flags. */
export const NETWORK_COMMANDS = {
  'network create': command(
    { network: 'one' },
    {
      driver: stringOr('bridge', 'd'),
      subnet: strings(),
      gateway: strings(),
      'ip-range': strings(),
      'aux-address': map(),
      opt: map('o'),
      internal: bool(),
      ipv4: boolTrue(),
      ipv6: bool(),
      /** Ours: Docker gives out IPv6 addresses from its pools only. */
      slaac: bool(),
      'ipam-driver': stringOr('default'),
      'ipam-opt': idle(map()),
      /** Ours: a path between this host and its containers. */
      'host-access': bool(),
      label: list(),
      attachable: idle(bool()),
      scope: stringOr('local'),
      ingress: bool(),
      'config-only': bool(),
      'config-from': string(),
      ...dry,
    },
  ),
  'network ls': command({}, { quiet: bool('q'), filter: list('f'), format: string(), 'no-trunc': bool() }),
  'network inspect': command({ network: 'some' }, { format: string('f'), verbose: idle(bool('v')) }),
  'network rm': command({ network: 'some' }, { force: bool('f'), ...dry }),
  'network prune': command({}, { force: bool('f'), filter: list(), ...dry }),
  /** Ours. STATE: on or off. */
  'network host-access': command({ network: 'one', state: 'one' }, dry),
  /** Ours: how full the pools are. */
  'network pools': command({ network: 'any' }, { quiet: bool('q'), format: string() }),
  'network connect': command(
    { network: 'one', container: 'one' },
    {
      ip: string(),
      ip6: string(),
      alias: strings(),
      'driver-opt': idle(strings()),
      'gw-priority': int(),
      link: idle(list()),
      'link-local-ip': idle(strings()),
      ...dry,
    },
  ),
  'network disconnect': command({ network: 'one', container: 'one' }, { force: bool('f'), ...dry }),
} as const;
