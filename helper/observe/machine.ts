// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Machine, machineOf, modulesOf } from '../../model/machine.ts';

const DMI = [
  'sys_vendor',
  'product_name',
  'chassis_vendor',
  'chassis_asset_tag',
  'bios_vendor',
  'bios_version',
] as const;

/** What the host runs on. `root`: where /sys, /proc, /etc and /lib stand; `kernel`: its release. */
export function readMachine(root: string, kernel: string): Machine {
  const text = (path: string): string => {
    try {
      return readFileSync(join(root, path), 'utf8').trim();
    } catch {
      return '';
    }
  };
  const dmi = Object.fromEntries(DMI.map((name) => [name, text(`sys/class/dmi/id/${name}`)]));
  const distribution = /^ID="?([\w.-]+)"?$/m.exec(text('etc/os-release'))?.[1];
  return {
    ...machineOf({
      ...(dmi as Record<(typeof DMI)[number], string>),
      hypervisorType: text('sys/hypervisor/type'),
      hypervisorFlag: /^flags\s*:.*\shypervisor(\s|$)/m.test(text('proc/cpuinfo')),
    }),
    ...(distribution === undefined ? {} : { distribution }),
    modules: modulesIn(join(root, 'lib/modules', kernel), text),
  };

  function modulesIn(folder: string, read: typeof text): Machine['modules'] {
    // Loaded ones are there whatever the lists say; without lists nothing else is known.
    const loaded = read('proc/modules').replace(/^(\S+).*$/gm, '$1.ko');
    const lists = ['modules.builtin', 'modules.dep'].map((name) => read(`lib/modules/${kernel}/${name}`));
    const known = modulesOf([loaded, ...lists].join('\n'));
    if (existsSync(join(folder, 'modules.dep'))) return known;
    return Object.fromEntries(Object.entries(known).filter(([, state]) => state === 'there'));
  }
}

let known: { kernel: string; machine: Machine } | undefined;

/** As `readMachine`, read once: only a missing module can come while the machine runs. */
export function thisMachine(kernel: string): Machine {
  const settled = known?.kernel === kernel && !Object.values(known.machine.modules).includes('missing');
  if (!settled) known = { kernel, machine: readMachine('/', kernel) };
  return known?.machine ?? readMachine('/', kernel);
}
