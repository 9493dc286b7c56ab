// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { CAPABILITIES } from './oci-defaults.ts';
import { baseEnv, mergeEnv, ociSpec, type SpecWish } from './oci-spec.ts';
import { programComplaint } from './runtime-fault.ts';
import { seccompProfile } from './seccomp.ts';

const WISH: SpecWish = {
  argv: ['ash'],
  env: [],
  workdir: '/',
  user: { uid: 0, gid: 0, additionalGids: [] },
  tty: false,
  mostFiles: 4096,
  hostname: 'c',
  netns: '/run/netns/s',
  root: '/r',
  files: [{ inside: '/etc/hosts', host: '/h' }],
  cgroup: '/lanyard/c',
  processor: 'x64',
};

test('the later of two variables holds, in the place of the first', () => {
  expect(mergeEnv(['A=1', 'B=2'], ['A=3'], ['C='])).toEqual(['A=3', 'B=2', 'C=']);
  expect(baseEnv('c', true)).toContain('TERM=xterm');
  expect(baseEnv('c', false).join()).not.toContain('TERM');
});

describe('the specification', () => {
  const spec = ociSpec(WISH);
  test('every namespace is its own, the network’s by path', () => {
    const types = spec.linux.namespaces.map(({ type }) => type).sort();
    expect(types).toEqual(['cgroup', 'ipc', 'mount', 'network', 'pid', 'uts']);
    expect(spec.linux.namespaces).toContainEqual({ type: 'network', path: '/run/netns/s' });
  });
  test('no new privileges; Docker’s fourteen capabilities for root, none in hand for others', () => {
    expect(spec.process.noNewPrivileges).toBe(true);
    expect(CAPABILITIES.length).toBe(14);
    expect(spec.process.capabilities.effective).toEqual(CAPABILITIES);
    const other = ociSpec({ ...WISH, user: { uid: 1, gid: 1, additionalGids: [] } });
    expect(other.process.capabilities.effective).toEqual([]);
  });
  test('open files stay below the helper’s own limit', () => {
    expect(spec.process.rlimits).toContainEqual({ type: 'RLIMIT_NOFILE', soft: 1024, hard: 4096 });
  });
  test('devices: everything refused, then the harmless ones', () => {
    expect(spec.linux.resources.devices[0]).toEqual({ allow: false, access: 'rwm' });
    const opened = spec.linux.resources.devices.filter(({ access }) => access.includes('r')).slice(1);
    expect(opened.every((device) => 'major' in device && [1, 5, 136].includes(Number(device.major)))).toBe(
      true,
    );
  });
});

describe('seccomp', () => {
  const names = (processor: string): string[] =>
    (seccompProfile(processor, CAPABILITIES)?.syscalls ?? [])
      .filter((rule) => rule.action === 'SCMP_ACT_ALLOW')
      .flatMap((rule) => rule.names);
  test.each([
    'mount',
    'umount2',
    'setns',
    'unshare',
    'pivot_root',
    'kexec_load',
    'init_module',
    'bpf',
    'keyctl',
    'add_key',
    'reboot',
    'swapon',
    'userfaultfd',
    'perf_event_open',
    'io_uring_setup',
    'open_by_handle_at',
    'acct',
    'settimeofday',
    'iopl',
    'ioperm',
    'quotactl',
    'fsopen',
    'move_mount',
  ])('%s is refused', (name) => {
    expect(names('x64')).not.toContain(name);
  });
  test('no call stands twice in the list', () => {
    const plain = seccompProfile('arm64', CAPABILITIES)?.syscalls[0]?.names ?? [];
    const twice = plain.filter((name, index) => plain.indexOf(name) !== index);
    expect(twice).toEqual([]);
  });
  test('chroot comes with its capability', () => {
    expect(names('x64')).toContain('chroot');
    expect(seccompProfile('x64', [])?.syscalls[0]?.names).not.toContain('chroot');
  });
  test('a processor that it does not know has no profile', () => {
    expect(seccompProfile('mips', [])).toBeUndefined();
  });
});

test.each([
  [
    'runc create failed: unable to start container process: exec: "nosuch": executable file not found in $PATH',
    'program-not-found',
    'nosuch',
  ],
  [
    'unable to start container process: exec: "/no": stat /no: no such file or directory',
    'program-not-found',
    '/no',
  ],
  ['exec: "/etc/passwd": permission denied', 'program-not-executable', '/etc/passwd'],
  ['exec: "/etc": is a directory: permission denied', 'program-not-executable', '/etc'],
  ['executable file `nosuch` not found in $PATH: No such file or directory', 'program-not-found', 'nosuch'],
])('%s', (text, code, program) => {
  expect(programComplaint(text)).toEqual({ code, facts: { program } });
});

test('any other complaint is the runtime’s own', () => {
  expect(programComplaint('cgroups: cannot do that')).toBeUndefined();
});
