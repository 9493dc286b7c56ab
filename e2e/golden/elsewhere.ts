// SPDX-License-Identifier: Apache-2.0
import type { Case } from './case.ts';

/** Cases about Docker itself, by id: they run through the docker engine only. At most 15. */
export const DOCKERS_OWN: Readonly<Record<string, string>> = {
  'overlap-bridge-driver': "Docker's bridge driver and docker0",
  'api-create-errors': "requests that Docker's API takes and no command line sends",
  'config-from': 'configuration-only networks, a matter of swarm',
  'connect-host-mode': "the networks host and container:NAME are the daemon's",
};

/** Cases that ours does not carry out yet, by id. */
export const LATER: Readonly<Record<string, string>> = {};

export const elsewhere = ({ id }: Case): string | undefined =>
  DOCKERS_OWN[id] ?? (LATER[id] && `later: ${LATER[id]}`);
