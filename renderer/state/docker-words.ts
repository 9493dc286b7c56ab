// SPDX-License-Identifier: Apache-2.0
import type { ContainerSpec } from '../../model/container.ts';
import { dockerCommandOf } from '../../model/docker/docker-command.ts';
import type { NetworkSpec } from '../../model/network.ts';
import type { Observation } from '../../model/observation.ts';

export const dockerNetwork = (spec: NetworkSpec): string => dockerCommandOf(spec);

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
