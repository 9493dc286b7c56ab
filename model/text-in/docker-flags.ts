// SPDX-License-Identifier: Apache-2.0

/** Docker 28.5's flags of a command that Lanyard does not know: those that stand alone, and those with a value after them. */
interface OtherFlags {
  readonly alone: readonly string[];
  readonly valued: readonly string[];
}

const RUN: OtherFlags = {
  alone: [
    'init',
    'no-healthcheck',
    'oom-kill-disable',
    'privileged',
    'quiet',
    '-q',
    'read-only',
    'sig-proxy',
    'disable-content-trust',
    'use-api-socket',
  ],
  valued: [
    ...[
      'add-host',
      'annotation',
      'attach',
      '-a',
      'blkio-weight',
      'blkio-weight-device',
      'cap-add',
      'cap-drop',
    ],
    ...['cgroup-parent', 'cgroupns', 'cidfile', 'cpu-period', 'cpu-quota', 'cpu-rt-period', 'cpu-rt-runtime'],
    ...[
      'cpu-shares',
      '-c',
      'cpus',
      'cpuset-cpus',
      'cpuset-mems',
      'detach-keys',
      'device',
      'device-cgroup-rule',
    ],
    ...['device-read-bps', 'device-read-iops', 'device-write-bps', 'device-write-iops', 'dns', 'dns-option'],
    ...['dns-opt', 'dns-search', 'domainname', 'gpus', 'group-add', 'health-cmd', 'health-interval'],
    ...[
      'health-retries',
      'health-start-interval',
      'health-start-period',
      'health-timeout',
      'ipc',
      'isolation',
    ],
    ...['kernel-memory', 'label-file', 'link', 'link-local-ip', 'log-driver', 'log-opt', 'memory', '-m'],
    ...[
      'memory-reservation',
      'memory-swap',
      'memory-swappiness',
      'mount',
      'oom-score-adj',
      'pid',
      'pids-limit',
    ],
    ...[
      'platform',
      'runtime',
      'security-opt',
      'shm-size',
      'stop-signal',
      'stop-timeout',
      'storage-opt',
      'sysctl',
    ],
    ...[
      'tmpfs',
      'ulimit',
      'userns',
      'uts',
      'volume',
      '-v',
      'volume-driver',
      'volumes-from',
      'restart',
      'publish',
    ],
    ...['expose', '-p'],
  ],
};

/** By Lanyard's name of the command. A flag that Lanyard learns is read by the grammar before this is asked. */
export const OTHER_FLAGS: Readonly<Record<string, OtherFlags>> = {
  run: RUN,
  create: RUN,
  'network create': {
    // Podman's own two last.
    alone: ['ignore', 'disable-dns'],
    valued: ['interface-name', 'dns', 'route'],
  },
};

/** How many words a flag takes away with it, itself included; undefined: Docker does not know it either. `word`: as typed. */
export function wordsOfFlag(command: string, word: string): 1 | 2 | undefined {
  const flags = OTHER_FLAGS[command];
  if (flags === undefined) return undefined;
  const [name = '', value] = word.split('=', 2);
  const known = name.startsWith('--') ? name.slice(2) : name.slice(0, 2);
  if (flags.alone.includes(known)) return 1;
  if (!flags.valued.includes(known)) return undefined;
  return value !== undefined || (!name.startsWith('--') && name.length > 2) ? 1 : 2;
}
