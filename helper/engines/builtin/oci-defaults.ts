// SPDX-License-Identifier: Apache-2.0

/** Docker's default capability set. */
export const CAPABILITIES = [
  'CAP_CHOWN',
  'CAP_DAC_OVERRIDE',
  'CAP_FOWNER',
  'CAP_FSETID',
  'CAP_KILL',
  'CAP_SETGID',
  'CAP_SETUID',
  'CAP_SETPCAP',
  'CAP_NET_BIND_SERVICE',
  'CAP_NET_RAW',
  'CAP_SYS_CHROOT',
  'CAP_MKNOD',
  'CAP_AUDIT_WRITE',
  'CAP_SETFCAP',
] as const;

/** What tells of, or reaches, the machine: read as empty. */
export const MASKED_PATHS = [
  '/proc/acpi',
  '/proc/asound',
  '/proc/interrupts',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/sys/devices/virtual/powercap',
  '/sys/firmware',
] as const;

export const READONLY_PATHS = [
  '/proc/bus',
  '/proc/fs',
  '/proc/irq',
  '/proc/sys',
  '/proc/sysrq-trigger',
] as const;

const fresh = (destination: string, type: string, options: readonly string[], source = type) => ({
  destination,
  type,
  source,
  options,
});

const SAFE = ['nosuid', 'noexec', 'nodev'];

/** File systems of a container's own; order matters. */
export const MOUNTS = [
  fresh('/proc', 'proc', SAFE),
  fresh('/dev', 'tmpfs', ['nosuid', 'strictatime', 'mode=755', 'size=65536k']),
  fresh('/dev/pts', 'devpts', ['nosuid', 'noexec', 'newinstance', 'ptmxmode=0666', 'mode=0620', 'gid=5']),
  fresh('/sys', 'sysfs', [...SAFE, 'ro']),
  fresh('/sys/fs/cgroup', 'cgroup', [...SAFE, 'relatime', 'ro']),
  fresh('/dev/mqueue', 'mqueue', SAFE),
  fresh('/dev/shm', 'tmpfs', [...SAFE, 'mode=1777', 'size=65536k'], 'shm'),
] as const;

const device = (type: 'c' | 'b' | 'a', major: number | null, minor: number | null, access: string) => ({
  allow: true,
  type,
  ...(major === null ? {} : { major }),
  ...(minor === null ? {} : { minor }),
  access,
});

/**
 * What the device cgroup lets through: any node may be made, only these opened. null, zero, full, random,
 * urandom, tty, console, ptmx and pseudo-terminals (the kernel's devices.txt).
 */
export const DEVICES = [
  { allow: false, access: 'rwm' },
  device('c', null, null, 'm'),
  device('b', null, null, 'm'),
  device('c', 1, 3, 'rwm'),
  device('c', 1, 5, 'rwm'),
  device('c', 1, 7, 'rwm'),
  device('c', 1, 8, 'rwm'),
  device('c', 1, 9, 'rwm'),
  device('c', 5, 0, 'rwm'),
  device('c', 5, 1, 'rwm'),
  device('c', 5, 2, 'rwm'),
  device('c', 136, null, 'rwm'),
] as const;

/**
 * Open files as on a Docker of today, but never above `most`, the helper's own hard limit: raising it takes
 * CAP_SYS_RESOURCE. No core files: nobody would look for them.
 */
export const rlimits = (most: number) => [
  { type: 'RLIMIT_NOFILE', soft: Math.min(1024, most), hard: Math.min(524288, most) },
  { type: 'RLIMIT_CORE', soft: 0, hard: 0 },
];

/** In the sandbox: ports below 1024 and ping without root, as Docker since 20.10. */
export const SYSCTLS = {
  'net.ipv4.ip_unprivileged_port_start': '0',
  'net.ipv4.ping_group_range': '0 2147483647',
} as const;

export const PATH_INSIDE = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
