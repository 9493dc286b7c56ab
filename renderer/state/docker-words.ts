// SPDX-License-Identifier: Apache-2.0
import type { ContainerSpec } from '../../model/container.ts';
import { dockerCommandOf, networkWords } from '../../model/docker/docker-command.ts';
import { joinCommandLine } from '../../model/grammar/split.ts';
import { PROBE_OPTION } from '../../model/lan/answered.ts';
import type { NetworkSpec } from '../../model/network.ts';
import type { Observation } from '../../model/observation.ts';

/** Whether a network asks for what only Lanyard has words for. */
export const isOurs = ({ ipam, slaac, hostAccess, options }: NetworkSpec): boolean =>
  ipam !== 'default' || slaac === true || hostAccess === true || PROBE_OPTION in options;

/** The command that would make it: docker's, or lanyard's where docker could not. */
export function dockerNetwork(spec: NetworkSpec): string {
  if (!isOurs(spec)) return dockerCommandOf(spec);
  const flags = [...(spec.slaac ? ['--slaac'] : []), ...(spec.hostAccess ? ['--host-access'] : [])];
  const [network = '', create = '', ...words] = networkWords(spec);
  return joinCommandLine(['lanyard', network, create, ...flags, ...words]);
}

/** As a person would type it: networks by name. */
export const dockerRun = (spec: ContainerSpec, observation: Observation | undefined): string =>
  dockerCommandOf({
    ...spec,
    endpoints: spec.endpoints.map((endpoint) => ({
      ...endpoint,
      network:
        observation?.networks.find((one) => one.spec.id === endpoint.network)?.spec.name ?? endpoint.network,
    })),
  });
