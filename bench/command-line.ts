// SPDX-License-Identifier: Apache-2.0
import { sandboxName } from '../model/plan/names.ts';
import { type Contestant, WANTED } from './contestant.ts';
import { succeed } from './program.ts';

/** Docker's words, a process a command: for Docker's own CLI and for Lanyard's. `sandboxOf`: by the id that `run` prints. `unasked`: how the LAN is left alone, as Docker leaves it. */
function makeCommandLine(
  name: string,
  program: readonly [string, ...string[]],
  image: string,
  sandboxOf: (id: string) => Promise<string> | string,
  unasked: readonly string[] = [],
): Contestant {
  let id = '';
  const call = (...words: string[]): Promise<string> => succeed([...program, ...words]);
  const { network, container, subnet, gateway, parent, command } = WANTED;
  const range = [`--subnet=${subnet}`, `--gateway=${gateway}`];
  return {
    name,
    createNetwork: () =>
      call('network', 'create', '-d', 'macvlan', ...range, '-o', `parent=${parent}`, ...unasked, network),
    run: async () => {
      id = (await call('run', '-d', '--network', network, '--name', container, image, ...command)).trim();
    },
    sandbox: () => sandboxOf(id),
    remove: () => call('rm', '-f', container),
    removeNetwork: () => call('network', 'rm', network),
  };
}

export const makeLanyardCli = (program: string): Contestant =>
  makeCommandLine(
    'builtin (CLI)',
    [process.execPath, program],
    WANTED.image,
    (id) => `/run/netns/${sandboxName(id)}`,
    ['-o', 'lanyard.probe=off'],
  );

export const makeDockerCli = (
  host: string,
  image: string,
  sandboxOf: (id: string) => Promise<string>,
): Contestant => makeCommandLine('docker (CLI)', ['/usr/bin/docker', '--host', host], image, sandboxOf);
