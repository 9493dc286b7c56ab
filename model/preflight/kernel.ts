// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';
import type { Module } from '../machine.ts';
import type { Observation } from '../observation.ts';

/** The first Linux that has it (kernelnewbies.org; macvlan's bridge mode since 2.6.33, the tutorial wants 3.9). ipvlan came with 3.19 and is sound since 4.2; l3s since 4.9. */
const SINCE = { macvlan: [3, 9], ipvlan: [4, 2], l3s: [4, 9] } as const;

/** Whether this kernel is new enough for a driver or mode, and has the modules; errors, since the kernel refuses. */
export function judgeKernel(wanted: keyof typeof SINCE | Module, { host }: Observation): Finding | undefined {
  const since = wanted in SINCE ? SINCE[wanted as keyof typeof SINCE] : undefined;
  const release = /^(\d+)\.(\d+)/.exec(host.kernel);
  if (since && release && isOlder([Number(release[1]), Number(release[2])], since))
    return finding('kernel-old', { kernel: host.kernel, what: wanted, needs: since.join('.') });
  return host.machine?.modules[wanted] === 'missing'
    ? finding('module-missing', {
        module: wanted,
        kernel: host.kernel,
        package: packageFor(host.machine.distribution, host.kernel),
      })
    : undefined;
}

const isOlder = ([major, minor]: readonly [number, number], since: readonly [number, number]): boolean =>
  major < since[0] || (major === since[0] && minor < since[1]);

/** The package that brings the modules which small kernels (cloud, virtual) leave out. */
const PACKAGES: Readonly<Record<string, string>> = {
  debian: 'linux-image-amd64',
  ubuntu: 'linux-modules-extra-KERNEL',
  fedora: 'kernel-modules',
  rhel: 'kernel-modules',
  centos: 'kernel-modules',
  rocky: 'kernel-modules',
  almalinux: 'kernel-modules',
  alpine: 'linux-lts',
  arch: 'linux',
  'opensuse-leap': 'kernel-default',
  'opensuse-tumbleweed': 'kernel-default',
};

const packageFor = (distribution = '', kernel: string): string =>
  (PACKAGES[distribution] ?? 'linux-modules').replace('KERNEL', kernel);
