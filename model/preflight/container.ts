// SPDX-License-Identifier: Apache-2.0
import type { ContainerSpec, Image } from '../container.ts';
import { findImage, findNetwork } from '../find.ts';
import { type Finding, finding } from '../finding.ts';
import type { Observation } from '../observation.ts';
import { judgeDns } from './dns.ts';
import { judgeEndpoint } from './endpoint.ts';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** Docker's networks that Lanyard does not offer: its containers have their own network, or none. */
const UNSUPPORTED = ['host', 'bridge', 'default'];

/** Everything that is to be said of a container before it is made. */
export function judgeContainer(spec: ContainerSpec, observation: Observation): Finding[] {
  return [
    ...judgeName(spec, observation),
    ...judgeImage(spec, observation),
    ...judgeEnv(spec),
    ...judgeDns(spec, observation),
    ...judgeNetworks(spec, observation),
  ];
}

function judgeName({ name, id }: ContainerSpec, observation: Observation): Finding[] {
  if (!NAME.test(name)) return [finding('container-name-bad', { name }, 'name')];
  if (observation.containers.some((container) => container.spec.id === id))
    return [finding('id-taken', { id })];
  const holder = observation.containers.find((container) => container.spec.name === name);
  return holder === undefined ? [] : [finding('container-name-taken', { name, id: holder.spec.id }, 'name')];
}

function judgeImage(spec: ContainerSpec, observation: Observation): Finding[] {
  const image = findImage(observation.images, spec.image);
  if (image === undefined) return [finding('image-unknown', { image: spec.image }, 'image')];
  return argvOf(spec, image).length === 0 ? [finding('command-empty', { image: spec.image }, 'command')] : [];
}

/** Docker's rule: entry point, then command; an entry point of one's own leaves the image's command out. */
export function argvOf(spec: ContainerSpec, image: Image): string[] {
  const own = spec.entrypoint === undefined ? undefined : [spec.entrypoint];
  const command = spec.command.length > 0 || own !== undefined ? spec.command : image.command;
  return [...(own ?? image.entrypoint ?? []), ...command];
}

const judgeEnv = (spec: ContainerSpec): Finding[] =>
  spec.env
    .filter((line) => !/^[^=\0]+=[^\0]*$/.test(line))
    .map((line) => finding('env-bad', { env: line }, `env.${spec.env.indexOf(line)}`));

function judgeNetworks(spec: ContainerSpec, observation: Observation): Finding[] {
  const seen = new Set<string>();
  return spec.endpoints.flatMap((endpoint, index) => {
    const at = `endpoints.${index}`;
    const unsupported = UNSUPPORTED.includes(endpoint.network);
    if (unsupported) return [finding('network-unsupported', { network: endpoint.network }, `${at}.network`)];
    const network = findNetwork(observation, endpoint.network, `${at}.network`);
    if ('finding' in network) return [network.finding];
    const { id, name } = network.found.spec;
    if (seen.has(id))
      return [finding('endpoint-taken', { container: spec.name, network: name }, `${at}.network`)];
    seen.add(id);
    return judgeEndpoint(endpoint, network.found, observation, at);
  });
}
