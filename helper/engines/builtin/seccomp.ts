// SPDX-License-Identifier: Apache-2.0
import { ALLOWED, ALLOWED_ON, ALLOWED_WITH } from './seccomp-calls.ts';

/** errno values of Linux, the same on both architectures. */
const EPERM = 1;
const ENOSYS = 38;

/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET together (clone(2)). */
const NEW_NAMESPACES = 0x7e020000;
const AF_VSOCK = 40;

/** The kernel's names for a processor, its own first, then what it can also run. */
const ARCHITECTURES: Readonly<Record<string, readonly string[]>> = {
  x64: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86', 'SCMP_ARCH_X32'],
  arm64: ['SCMP_ARCH_AARCH64', 'SCMP_ARCH_ARM'],
};

/** personality(2) values that change nothing but what uname says: Linux, Linux 32-bit, and the question itself. */
const PERSONALITIES = [0x0, 0x0008, 0x20000, 0x20008, 0xffffffff];

interface Rule {
  names: readonly string[];
  action: 'SCMP_ACT_ALLOW' | 'SCMP_ACT_ERRNO';
  errnoRet?: number;
  args?: { index: number; value: number; valueTwo?: number; op: string }[];
}

const allow = (names: readonly string[], args?: Rule['args']): Rule => ({
  names,
  action: 'SCMP_ACT_ALLOW',
  ...(args ? { args } : {}),
});

/**
 * `linux.seccomp` of the OCI runtime spec, after Docker's default profile: an allow-list, everything else EPERM.
 * `processor` as in process.arch; undefined when the profile does not know it.
 */
export function seccompProfile(processor: string, capabilities: readonly string[]) {
  const architectures = ARCHITECTURES[processor];
  if (architectures === undefined) return undefined;
  const own = processor === 'arm64' ? ALLOWED_ON.arm64 : ALLOWED_ON.x64;
  const granted = capabilities.flatMap((capability) => ALLOWED_WITH[capability] ?? []);
  return {
    defaultAction: 'SCMP_ACT_ERRNO',
    defaultErrnoRet: EPERM,
    architectures,
    syscalls: [allow([...Object.values(ALLOWED).flat(), ...own, ...granted]), ...conditional()],
  };
}

/** Calls that depend on their arguments. */
function conditional(): Rule[] {
  return [
    ...PERSONALITIES.map((value) => allow(['personality'], [{ index: 0, value, op: 'SCMP_CMP_EQ' }])),
    allow(['socket'], [{ index: 0, value: AF_VSOCK, op: 'SCMP_CMP_NE' }]),
    allow(['clone'], [{ index: 0, value: NEW_NAMESPACES, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }]),
    // Its flags are in memory, out of a filter's sight: with ENOSYS the C library falls back to clone.
    { names: ['clone3'], action: 'SCMP_ACT_ERRNO', errnoRet: ENOSYS },
  ];
}
