// SPDX-License-Identifier: Apache-2.0
import type { Container, Endpoint } from '../../model/container.ts';
import type { Observation } from '../../model/observation.ts';
import type { Rate } from '../../model/reach.ts';
import type { ReachIndex } from './reach-index.ts';
import { type Sign, signOfContainer } from './sign.ts';

/** One line of the container list: one a container and network. */
export interface ContainerRow {
  key: string;
  id: string;
  name: string;
  sign: Sign;
  address: string | undefined;
  network: string;
  rtt: number | undefined;
  rx: number | undefined;
  tx: number | undefined;
  image: string;
  /** What a search looks through, in lower case. */
  words: string;
}

export const rowsOf = (
  observation: Observation,
  reaches: ReachIndex,
  rates: ReadonlyMap<string, Rate>,
): ContainerRow[] =>
  observation.containers.flatMap((container) => {
    const endpoints = container.endpoints.length > 0 ? container.endpoints : [undefined];
    return endpoints.map((endpoint) => rowOf(container, endpoint, observation, reaches, rates));
  });

function rowOf(
  container: Container,
  endpoint: Endpoint | undefined,
  observation: Observation,
  reaches: ReachIndex,
  rates: ReadonlyMap<string, Rate>,
): ContainerRow {
  const { id, name, image } = container.spec;
  const running = container.state.status === 'running';
  const network =
    observation.networks.find((one) => one.spec.id === endpoint?.network)?.spec.name ??
    endpoint?.spec.network ??
    '';
  const reach = reaches.gateway(id, endpoint?.network);
  const rate = running ? rates.get(`${id}/${endpoint?.ifname}`) : undefined;
  const address = endpoint?.addresses[0];
  return {
    key: `${id} ${endpoint?.network ?? ''}`,
    id,
    name,
    sign: signOfContainer(container, reaches.of(id)),
    address,
    network,
    rtt: running ? reach?.measured?.rtt : undefined,
    rx: rate?.rx,
    tx: rate?.tx,
    image,
    words: [name, address ?? '', network, image].join(' ').toLowerCase(),
  };
}
