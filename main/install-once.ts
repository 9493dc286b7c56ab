// SPDX-License-Identifier: Apache-2.0
import { exec } from '@vscode/sudo-prompt';
import { type Fault, fault } from '../model/fault.ts';
import { failed, ok, type Result } from '../model/result.ts';
import type { PACKAGES } from '../model/shell-contract.ts';

/** What sudo-prompt's errors mean: first match wins. */
const MEANINGS: readonly [RegExp, (reason: string) => Fault][] = [
  [/did not grant permission/i, () => fault('elevation-dismissed', {})],
  [
    /no polkit authentication agent|unable to find pkexec/i,
    (reason) => fault('elevation-missing', { reason }),
  ],
];

/** Installs Debian packages as root after one password. Names come from PACKAGES only, so the shell that runs this sees no free text. */
export function installOnce(
  packages: readonly (typeof PACKAGES)[number][],
): Promise<Result<Record<string, never>>> {
  // Its standard input would otherwise wait for an answer that nobody can give.
  const command = `${commandFor(packages)} </dev/null`;
  return new Promise((resolve) => {
    exec(command, { name: 'Lanyard' }, (error, _stdout, stderr) => {
      resolve(error ? failed(meaningOf(`${error.message} ${stderr ?? ''}`.trim())) : ok({}));
    });
  });
}

export const commandFor = (packages: readonly (typeof PACKAGES)[number][]): string =>
  `DEBIAN_FRONTEND=noninteractive /usr/bin/apt-get install -y --no-install-recommends ${packages.join(' ')}`;

export function meaningOf(reason: string): Fault {
  const known = MEANINGS.find(([pattern]) => pattern.test(reason));
  return known ? known[1](reason) : fault('install-failed', { reason: reason.slice(-400) });
}
